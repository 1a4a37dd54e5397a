extension MarkdownTree {
  /// Turns block quotes whose first line is `[!NOTE]`, in any case of letters, into alerts.
  mutating func recogniseAlerts() {
    for position in nodes.indices where nodes[position].kind == .blockQuote { recogniseAlert(NodeID(Int32(position))) }
  }

  private mutating func recogniseAlert(_ quote: NodeID) {
    guard let paragraph = firstChild(of: quote), kind(of: paragraph) == .paragraph,
      let first = firstChild(of: paragraph), case .text(let text) = kind(of: first),
      let alert = AlertKind(mark: text)
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
