import PortalBase

extension MarkdownTree {
  /// Turns block quotes whose first line is `[!NOTE]`, in any case of letters, into alerts.
  ///
  /// - Parameter source: the text that the tree was read from, to see whether the mark was written so or escaped.
  mutating func recogniseAlerts(in source: [UInt8], firstLine: Int) {
    var lines: TextLines?
    for position in nodes.indices where nodes[position].kind == .blockQuote {
      recogniseAlert(NodeID(Int32(position))) { place in
        let known = lines ?? TextLines(source)
        lines = known
        let line = place.line - firstLine + 1
        guard line >= 1, line <= known.count else { return false }
        return String(decoding: known[line], as: UTF8.self).unicodeScalars.dropFirst(place.column - 1).first == "["
      }
    }
  }

  private mutating func recogniseAlert(_ quote: NodeID, isWritten: (SourceLocation) -> Bool) {
    guard let paragraph = firstChild(of: quote), kind(of: paragraph) == .paragraph,
      let first = firstChild(of: paragraph), case .text(let text) = kind(of: first),
      let alert = AlertKind(mark: text), isWritten(location(of: first))
    else { return }
    let after = next(after: first)
    switch after.map(kind(of:)) {
    case nil:
      detach(paragraph)
    case .softBreak, .lineBreak:
      detach(first)
      if let after { detach(after) }
    default: return
    }
    self[quote].kind = .alert(alert)
  }
}

extension AlertKind {
  /// The kind that a mark like `[!NOTE]` names.
  fileprivate init?(mark: String) {
    let bytes = mark.utf8
    guard bytes.count <= 14, mark.hasPrefix("[!"), let end = mark.lastIndex(of: "]") else { return nil }
    guard mark[mark.index(after: end)...].allSatisfy({ $0 == " " || $0 == "\t" }) else { return nil }
    self.init(rawValue: mark[mark.index(mark.startIndex, offsetBy: 2)..<end].lowercased())
  }
}
