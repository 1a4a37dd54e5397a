/// Texts that somebody might hope to break a page with.
package enum HostileText {
  package static let pieces: [String] = [
    "<script>alert(1)</script>", "</p></div></body></html>", "<b", "<!--", "-->", "]]>", "<![CDATA[", "</title><x>",
    "\"", "'", "\" onclick=\"x",
    "&lt;", "&#60;b&#62;", "&", ">", "<", "=", "`", "javascript:alert(1)", "{{title}}", "{{{body}}}", "{{#items}}",
    "{{/items}}", "{{> row}}", "{{=<% %>=}}",
    "# h", "\n# h\n", "- item\n- item", "\n\n1. a\n", "| a | b |\n|---|---|\n| c | d |", "```\ncode\n```", "    code",
    "> quote", "***", "**b**", "_i_", "~~~",
    "[a](b)", "![a](b)", "[a]: b", "<https://example.org>", "\\", "  \n", "---", "===", "> [!NOTE]\n> x", "\r", "\r\n",
    "\t", "\0", "\u{1}", "\u{1B}[31m", "\u{7F}",
    "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{FEFF}", "\u{FFFE}", "\u{10FFFF}",
    "\u{E000}", "\u{E000}\u{E010}\u{E001}",
    "<!--\u{E002}\u{E011}\u{E001}-->", "\u{E003}\u{E010}\u{E001}", "\u{E004}\u{E010}\u{E001}",
    "%EE%80%80%EE%80%90%EE%80%81", "x", "日本語", "「重要」", " ",
  ]

  package static func random(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<generator.number(in: 1...6) { text += generator.pick(pieces) ?? "" }
    return text
  }
}
