import PortalBase

/// Turns the pieces of Markdown files into pieces of HTML.
enum MarkdownLowering {
  static func lower(_ pieces: [Piece], _ kind: TemplateKind, _ library: inout TemplateLibrary) -> [Piece] { pieces }
}
