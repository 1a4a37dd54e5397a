import PortalBase

/// Writes the HTML of a record's text right from what libcmark found: most texts have nothing that a tree would be needed for.
///
/// It gives what `HTMLRenderer` gives with the options `record`; a test holds it to that. Where a text has something else (a quote, which
/// may be an alert, a table, an image, raw HTML, a link that is not safe) it gives up.
struct RecordRenderer: ~Copyable {
  private let markers: Markers
  private var out: ByteBuffer
  /// The last character that a reader sees in the present block.
  private var lastScalar: Unicode.Scalar?

  private init(_ markers: Markers, capacity: Int) {
    self.markers = markers
    out = ByteBuffer(capacity: capacity)
  }

  /// Appends the HTML of a text. False, with nothing appended, where a tree is needed.
  ///
  /// - Parameter markers: what was put into the text for libcmark.
  static func append(_ text: UnsafeBufferPointer<UInt8>, _ markers: Markers, to html: inout ByteBuffer) -> Bool {
    CommonMark.withDocument(of: text) { document in
      var renderer = RecordRenderer(markers, capacity: 2 * text.count)
      guard renderer.render(document) else { return false }
      renderer.out.withBytes { html.append($0) }
      return true
    } ?? false
  }

  private mutating func render(_ document: CommonMark.Node) -> Bool {
    var node = document.firstChild
    while let current = node {
      guard enter(current) else { return false }
      if let child = current.firstChild {
        node = child
        continue
      }
      exit(current)
      var last = current
      while last.next == nil, let parent = last.parent, parent != document {
        exit(parent)
        last = parent
      }
      node = last.next
    }
    return true
  }

  /// Writes what stands before a node's children; false where a tree is needed.
  private mutating func enter(_ node: CommonMark.Node) -> Bool {
    switch node.kind {
    case .text: write(node.literal)
    case .softBreak:
      if joinsWide(node) { break }
      out.append(0x0A)
      lastScalar = " "
    case .lineBreak:
      out.add("<br />\n")
      lastScalar = " "
    case .code:
      out.add("<code>")
      write(node.literal)
      out.add("</code>")
    case .emphasis: out.add("<em>")
    case .strong: out.add("<strong>")
    case .link: return enterLink(node)
    default: return enterBlock(node)
    }
    return true
  }

  private mutating func exit(_ node: CommonMark.Node) {
    switch node.kind {
    case .emphasis: out.add("</em>")
    case .strong: out.add("</strong>")
    case .link: out.add("</a>")
    case .paragraph: if !node.isTight { out.add("</p>\n") }
    case .item: out.add("</li>\n")
    case .list:
      startLine()
      if node.listStyle.isOrdered { out.add("</ol>\n") } else { out.add("</ul>\n") }
    case .heading:
      out.add("</h")
      out.append(decimal: node.headingLevel)
      out.add(">\n")
    case .text, .softBreak, .lineBreak, .code, .codeBlock, .thematicBreak, .other: break
    }
  }

  private mutating func enterBlock(_ node: CommonMark.Node) -> Bool {
    lastScalar = nil
    switch node.kind {
    case .paragraph where node.isTight: break
    case .paragraph:
      startLine()
      out.add("<p>")
    case .list:
      startLine()
      out.addStart(of: node.listStyle)
    case .item:
      startLine()
      out.add("<li>")
    case .heading:
      startLine()
      out.add("<h")
      out.append(decimal: node.headingLevel)
      out.add(">")
    case .thematicBreak:
      startLine()
      out.add("<hr />\n")
    case .codeBlock:
      startLine()
      markers.removed(from: node.info) { info in markers.removed(from: node.literal) { out.addCode($0, info: info) } }
    default: return false
    }
    return true
  }

  private mutating func enterLink(_ node: CommonMark.Node) -> Bool {
    let isSafe = markers.removed(from: node.destination) { destination in
      guard DestinationKind(destination) != .unsafe else { return false }
      out.add("<a href=\"")
      out.add(destination: destination)
      return true
    }
    guard isSafe else { return false }
    markers.removed(from: node.title) { title in
      if title.isEmpty { return }
      out.add("\" title=\"")
      out.add(escaping: title)
    }
    out.add("\">")
    return true
  }

  /// Writes text that readers see.
  private mutating func write(_ literal: UnsafeBufferPointer<UInt8>) {
    markers.removed(from: literal) { text in
      out.add(escaping: text)
      if let last = text.lastScalar { lastScalar = last }
    }
  }

  private mutating func startLine() {
    if let last = out.last, last != 0x0A { out.append(0x0A) }
  }

  /// Whether a soft break stands between two wide characters, so that no space belongs there.
  private func joinsWide(_ softBreak: CommonMark.Node) -> Bool {
    guard let lastScalar, lastScalar.isWide, let next = firstScalar(after: softBreak) else { return false }
    return next.isWide
  }

  /// The first character that a reader sees after a node, up to the next break or the end of the block.
  private func firstScalar(after start: CommonMark.Node) -> Unicode.Scalar? {
    var node = start
    var mayDescend = false
    while true {
      if mayDescend, let child = node.firstChild {
        node = child
      } else if let next = node.next {
        node = next
      } else {
        guard let parent = node.parent, parent.kind.isInline else { return nil }
        node = parent
        mayDescend = false
        continue
      }
      mayDescend = true
      switch node.kind {
      case .text, .code: if let first = markers.removed(from: node.literal, \.firstScalar) { return first }
      case .emphasis, .strong, .link: break
      default: return nil
      }
    }
  }
}
