import PortalBase

// Prints how long Markdown takes against its size, and how fast templates are filled, on one core. Arguments: the portal's folder.

let arguments = CommandLine.arguments.dropFirst()
MarkdownBench.run()
print()
try FillingBench(portal: arguments.first ?? ".").run()
