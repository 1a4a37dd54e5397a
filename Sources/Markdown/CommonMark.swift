import CCMark

/// libcmark, the only place that knows it: a text in, a tree out.
enum CommonMark {
  private static func document(of bytes: [UInt8]) -> OpaquePointer? {
    bytes.withUnsafeBytes { buffer in
      cmark_parse_document(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
    }
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
    func string(_ pointer: UnsafePointer<CChar>?) -> String { markers.removed(from: pointer) }
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
    case CMARK_NODE_LIST: return .list(style(of: node))
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK:
      return .codeBlock(info: string(cmark_node_get_fence_info(node)), literal: string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_BLOCK: return .htmlBlock(string(cmark_node_get_literal(node)))
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    default: return .paragraph
    }
  }

  private static func style(of list: OpaquePointer) -> ListStyle {
    let isOrdered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
    return ListStyle(
      isOrdered: isOrdered, start: isOrdered ? Int(cmark_node_get_list_start(list)) : 1,
      isTight: cmark_node_get_list_tight(list) != 0)
  }
}
