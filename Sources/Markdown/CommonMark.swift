import CCMark

/// libcmark, the only place that knows it: a text in, a tree out.
enum CommonMark {
  private static func document(of bytes: [UInt8]) -> OpaquePointer? { bytes.withUnsafeBufferPointer(document) }

  private static func document(of bytes: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
    let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    return cmark_parse_document(start, bytes.count, CMARK_OPT_DEFAULT)
  }

  /// Calls the body with the document that a text is; nil where there is no memory for it.
  static func withDocument<Result>(of bytes: UnsafeBufferPointer<UInt8>, _ body: (Node) -> Result?) -> Result? {
    guard let document = document(of: bytes) else { return nil }
    defer { cmark_node_free(document) }
    return body(Node(pointer: document))
  }

  /// Parses a text and builds its tree. Lines and columns are libcmark's: of the marked text, in bytes.
  ///
  /// Gives nil if a table was taken out of a place where it was none.
  static func parse(_ text: MarkedText) -> MarkdownTree? {
    guard let document = document(of: text.bytes) else { return MarkdownTree() }
    defer { cmark_node_free(document) }
    var builder = TreeBuilder(text)
    var node = cmark_node_first_child(document)
    while let current = node {
      if enter(current, &builder), let child = cmark_node_first_child(current) {
        node = child
        continue
      }
      builder.leave()
      var last = current
      while cmark_node_next(last) == nil, let up = cmark_node_parent(last), up != document {
        builder.leave()
        last = up
      }
      node = cmark_node_next(last)
    }
    return builder.isComplete ? builder.tree : nil
  }

  /// The paragraphs of a text, and the headings that are underlined paragraphs.
  static func paragraphs(_ bytes: [UInt8]) -> [FoundParagraph] {
    guard let document = document(of: bytes) else { return [] }
    defer { cmark_node_free(document) }
    var result: [FoundParagraph] = []
    var containers: [FoundParagraph.Container] = []
    var node = cmark_node_first_child(document)
    while let current = node {
      switch cmark_node_get_type(current) {
      case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM:
        if let child = cmark_node_first_child(current) {
          if let container = container(current, child) { containers.append(container) }
          node = child
          continue
        }
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
        let (first, last) = (Int(cmark_node_get_start_line(current)), Int(cmark_node_get_end_line(current)))
        if first < last {
          result.append(
            FoundParagraph(
              lines: first...last, isHeading: cmark_node_get_type(current) == CMARK_NODE_HEADING,
              column: max(0, Int(cmark_node_get_start_column(current)) - 1), containers: containers
            ))
        }
      default: break
      }
      var last = current
      while cmark_node_next(last) == nil, let up = cmark_node_parent(last), up != document {
        if cmark_node_get_type(up) != CMARK_NODE_LIST { containers.removeLast() }
        last = up
      }
      node = cmark_node_next(last)
    }
    return result
  }

  private static func container(_ node: OpaquePointer, _ child: OpaquePointer) -> FoundParagraph.Container? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_ITEM:
      let isOnOneLine = cmark_node_get_start_line(node) == cmark_node_get_start_line(child)
      let column = isOnOneLine ? cmark_node_get_start_column(child) - 1 : cmark_node_get_start_column(node) + 1
      return .item(column: Int(column))
    default: return nil
    }
  }
}

// MARK: - Nodes

extension CommonMark {
  /// Hands a node to the builder. False where its children are not wanted.
  private static func enter(_ node: OpaquePointer, _ builder: inout TreeBuilder) -> Bool {
    let line = cmark_node_get_start_line(node)
    let column = cmark_node_get_start_column(node)
    if cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK,
      let table = builder.tableLine(cmark_node_get_literal(node))
    {
      builder.enterTable(table)
      return false
    }
    builder.enter(kind(of: node, builder.markers), line: line, column: column)
    return true
  }

  private static func kind(of node: OpaquePointer, _ markers: Markers) -> NodeKind {
    func string(_ pointer: UnsafePointer<CChar>?) -> String {
      markers.removed(from: Node.utf8(pointer)) { String(decoding: $0, as: UTF8.self) }
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: return .text(string(cmark_node_get_literal(node)))
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .code(string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_INLINE: return .htmlInline(string(cmark_node_get_literal(node)))
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK:
      return .link(destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      return .image(destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_BLOCK_QUOTE: return .blockQuote
    case CMARK_NODE_LIST: return .list(Node(pointer: node).listStyle)
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK:
      return .codeBlock(info: string(cmark_node_get_fence_info(node)), literal: string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_BLOCK: return .htmlBlock(string(cmark_node_get_literal(node)))
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    default: return .paragraph
    }
  }
}

extension CommonMark {
  /// A node as libcmark has it: to be read as long as its document is there.
  struct Node: Equatable {
    fileprivate let pointer: OpaquePointer

    /// What a node is. Others need more than libcmark tells.
    enum Kind {
      case paragraph, heading, list, item, codeBlock, thematicBreak
      case text, softBreak, lineBreak, code, emphasis, strong, link
      case other
    }

    var kind: Kind {
      switch cmark_node_get_type(pointer) {
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_SOFTBREAK: .softBreak
      case CMARK_NODE_LINEBREAK: .lineBreak
      case CMARK_NODE_CODE: .code
      case CMARK_NODE_EMPH: .emphasis
      case CMARK_NODE_STRONG: .strong
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_ITEM: .item
      case CMARK_NODE_LIST: .list
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_CODE_BLOCK: .codeBlock
      case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
      default: .other
      }
    }

    var firstChild: Node? { cmark_node_first_child(pointer).map(Node.init) }
    var next: Node? { cmark_node_next(pointer).map(Node.init) }
    var parent: Node? { cmark_node_parent(pointer).map(Node.init) }

    /// The words of a text or of code.
    var literal: UnsafeBufferPointer<UInt8> { Self.utf8(cmark_node_get_literal(pointer)) }
    /// What stands after the opening fence of a code block.
    var info: UnsafeBufferPointer<UInt8> { Self.utf8(cmark_node_get_fence_info(pointer)) }
    var destination: UnsafeBufferPointer<UInt8> { Self.utf8(cmark_node_get_url(pointer)) }
    var title: UnsafeBufferPointer<UInt8> { Self.utf8(cmark_node_get_title(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

    var listStyle: ListStyle {
      let isOrdered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      return ListStyle(
        isOrdered: isOrdered, start: isOrdered ? Int(cmark_node_get_list_start(pointer)) : 1,
        isTight: cmark_node_get_list_tight(pointer) != 0)
    }

    /// Whether it stands in the item of a tight list, where a paragraph has no `<p>` (CommonMark 0.30, 5.3).
    var isTight: Bool {
      guard let item = parent, item.kind == .item, let list = item.parent else { return false }
      return list.kind == .list && list.listStyle.isTight
    }

    fileprivate static func utf8(_ text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
      guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
      return UnsafeBufferPointer(start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
    }
  }
}

extension CommonMark.Node.Kind {
  /// Whether the node stands in running text.
  var isInline: Bool {
    switch self {
    case .text, .softBreak, .lineBreak, .code, .emphasis, .strong, .link: true
    default: false
    }
  }
}
