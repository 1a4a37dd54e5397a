import CCMark

/// libcmark, the only place that knows it: bytes in, events of a document out.
enum CommonMark {
  /// Parses a text and builds a tree of what `convert` makes of it.
  ///
  /// - Parameter markers: characters that were put into the text for libcmark's eyes only, and are taken out of all that it gives back.
  static func parse(_ bytes: [UInt8], markers: Markers) -> MarkdownTree {
    let document = bytes.withUnsafeBytes { buffer in
      cmark_parse_document(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
    }
    guard let document else { return MarkdownTree() }
    defer { cmark_node_free(document) }
    var tree = MarkdownTree()
    tree.reserve(8 + bytes.count / 24)
    var node = cmark_node_first_child(document)
    var parent = NodeID.document
    while let current = node {
      let id = add(current, to: parent, in: &tree, markers: markers)
      if let id, let child = cmark_node_first_child(current) {
        node = child
        parent = id
        continue
      }
      var last = current
      while cmark_node_next(last) == nil, parent != .document, let up = cmark_node_parent(last) {
        last = up
        parent = tree[parent].parent
      }
      node = cmark_node_next(last)
    }
    return tree
  }

  /// Adds one node without its children. Gives nil where it was a text that went into the text before it.
  private static func add(
    _ node: OpaquePointer, to parent: NodeID, in tree: inout MarkdownTree, markers: Markers
  ) -> NodeID? {
    let kind = kind(of: node, markers: markers)
    if case .text(let more) = kind, let last = tree.lastChild(of: parent), tree.extendText(of: last, with: more) {
      return nil
    }
    return tree.append(
      kind, to: parent, line: cmark_node_get_start_line(node), column: cmark_node_get_start_column(node))
  }

  private static func kind(of node: OpaquePointer, markers: Markers) -> NodeKind {
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
    case CMARK_NODE_LIST:
      return .list(
        ListStyle(
          isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
          start: Int(cmark_node_get_list_start(node)), isTight: cmark_node_get_list_tight(node) != 0))
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK:
      return .codeBlock(info: string(cmark_node_get_fence_info(node)), literal: string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_BLOCK: return .htmlBlock(string(cmark_node_get_literal(node)))
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    default: return .paragraph
    }
  }
}
