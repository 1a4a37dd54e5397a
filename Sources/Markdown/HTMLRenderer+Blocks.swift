import PortalBase

/// Blocks, as the CommonMark suite writes them.
extension HTMLRenderer {
  mutating func enterBlock(_ id: NodeID, _ node: Node) {
    lastScalar = nil
    switch node.kind {
    case .paragraph:
      if !isTight(id) {
        startLine()
        out.add("<p>")
      }
    case .heading(let level): enterHeading(id, level)
    case .blockQuote:
      startLine()
      out.add("<blockquote>\n")
    case .list(let style):
      startLine()
      out.addStart(of: style)
    case .item:
      startLine()
      out.add("<li>")
    case .codeBlock(var info, var literal):
      startLine()
      info.withUTF8 { info in literal.withUTF8 { out.addCode($0, info: info) } }
    case .htmlBlock(let literal): writeHTMLBlock(literal, of: id)
    case .thematicBreak:
      startLine()
      out.add("<hr />\n")
    case .alert(let kind): enterAlert(kind)
    default: enterTable(id, node.kind)
    }
  }

  mutating func exitBlock(_ id: NodeID) {
    switch tree.kind(of: id) {
    case .paragraph: if !isTight(id) { out.add("</p>\n") }
    case .heading(let level): out.append("</h\(shown(level))>\n")
    case .blockQuote:
      startLine()
      out.add("</blockquote>\n")
    case .list(let style):
      startLine()
      if style.isOrdered { out.add("</ol>\n") } else { out.add("</ul>\n") }
    case .item: out.add("</li>\n")
    case .alert:
      startLine()
      out.add("</div>\n")
    case .table: exitTable(id)
    case .tableRow(let isHeader): exitRow(isHeader)
    case .tableCell: if isInHeader(id) { out.add("</th>\n") } else { out.add("</td>\n") }
    default: break
    }
  }

  /// A paragraph of a tight list's item has no `<p>` (CommonMark 0.30, 5.3).
  private func isTight(_ id: NodeID) -> Bool {
    guard let item = tree.parent(of: id), tree.kind(of: item) == .item, let list = tree.parent(of: item),
      case .list(let style) = tree.kind(of: list)
    else { return false }
    return style.isTight
  }

  private func shown(_ level: Int) -> Int { min(6, level + options.topHeadingLevel - 1) }

  private mutating func enterHeading(_ id: NodeID, _ level: Int) {
    startLine()
    out.add("<h")
    out.append(UInt8(ascii: "0") + UInt8(shown(level)))
    if let anchor = headingIDs[id], !anchor.isEmpty {
      out.add(" id=\"")
      out.add(escaping: anchor)
      out.add("\"")
    }
    out.add(">")
  }

  private mutating func enterAlert(_ kind: AlertKind) {
    startLine()
    out.append("<div class=\"alert alert-\(kind.rawValue)\" role=\"note\">\n<p class=\"alert-title\">")
    out.add(escaping: options.alertTitle(kind))
    out.add("</p>\n")
  }
}

extension ByteBuffer {
  /// Appends the start tag of a list.
  mutating func addStart(of list: ListStyle) {
    switch (list.isOrdered, list.start) {
    case (false, _): add("<ul>\n")
    case (true, 1): add("<ol>\n")
    case (true, let start): append("<ol start=\"\(start)\">\n")
    }
  }

  /// Appends a code block.
  ///
  /// - Parameter info: what stands after its opening fence: the language comes first.
  mutating func addCode(_ literal: UnsafeBufferPointer<UInt8>, info: UnsafeBufferPointer<UInt8>) {
    let language = info.prefix { !$0.isSpaceOrTab }
    if language.isEmpty {
      add("<pre><code>")
    } else {
      add("<pre><code class=\"language-")
      add(escaping: UnsafeBufferPointer(rebasing: language))
      add("\">")
    }
    add(escaping: literal)
    add("</code></pre>\n")
  }
}

// MARK: - Tables, as GitHub's specification writes them

extension HTMLRenderer {
  private mutating func enterTable(_ id: NodeID, _ kind: NodeKind) {
    switch kind {
    case .table:
      startLine()
      out.add("<table>\n")
    case .tableRow(let isHeader):
      if isHeader {
        out.add("<thead>\n")
      } else if let parent = tree.parent(of: id), isFirstBodyRow(id, of: parent) {
        out.add("<tbody>\n")
      }
      out.add("<tr>\n")
    case .tableCell(let alignment):
      if isInHeader(id) { out.add("<th") } else { out.add("<td") }
      switch (alignment, options.alignsWithClasses) {
      case (.none, _): out.add(">")
      case (_, true): out.append(" class=\"align-\(alignment.rawValue)\">")
      case (_, false): out.append(" align=\"\(alignment.rawValue)\">")
      }
    default: break
    }
  }

  private mutating func exitTable(_ id: NodeID) {
    if let last = tree.lastChild(of: id), tree.kind(of: last) == .tableRow(isHeader: false) { out.add("</tbody>\n") }
    out.add("</table>\n")
  }

  private mutating func exitRow(_ isHeader: Bool) {
    out.add("</tr>\n")
    if isHeader { out.add("</thead>\n") }
  }

  private func isInHeader(_ cell: NodeID) -> Bool {
    tree.parent(of: cell).map { tree.kind(of: $0) == .tableRow(isHeader: true) } ?? false
  }

  private func isFirstBodyRow(_ row: NodeID, of table: NodeID) -> Bool {
    guard let first = tree.firstChild(of: table) else { return false }
    return first == row || (tree.kind(of: first) == .tableRow(isHeader: true) && tree.next(after: first) == row)
  }
}
