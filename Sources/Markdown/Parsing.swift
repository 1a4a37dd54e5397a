extension MarkdownTree {
  /// Reads a Markdown text: CommonMark, pipe tables and alerts.
  ///
  /// - Parameter firstLine: the number of the text's first line in its file, where front matter stands before it.
  package init(parsing text: String, firstLine: Int = 1) {
    self.init(parsing: Array(text.utf8), firstLine: firstLine)
  }

  package init(parsing bytes: [UInt8], firstLine: Int = 1) {
    self = CommonMark.parse(bytes, markers: .none)
    recogniseAlerts()
  }
}
