import PortalBase

extension MarkdownTree {
  /// The HTML of a tree, or of what stands below one of its nodes.
  ///
  /// - Parameter root: its children are rendered, not the node itself: the document's blocks, a cell's or a paragraph's inlines.
  package func html(
    of root: NodeID = .document, _ options: RenderOptions, problems: inout [MarkdownProblem]
  ) -> HTML {
    var renderer = HTMLRenderer(tree: self, options: options)
    renderer.render(root)
    problems += renderer.problems
    return HTML(safe: renderer.out.bytes)
  }
}

/// Writes a tree as HTML, in one pass and without recursion.
struct HTMLRenderer: ~Copyable {
  let tree: MarkdownTree
  let options: RenderOptions
  var out: ByteBuffer
  var problems: [MarkdownProblem] = []
  /// The last character that a reader sees in the present block.
  var lastScalar: Unicode.Scalar?
  /// Whether the present place is inside `<a>`, where no other link may stand.
  var isInLink = false
  /// What is written at the end of a node, where its kind does not tell: of links, images and headings.
  var pendingEnds: [StaticString] = []
  var headingIDs: [NodeID: String] = [:]
  /// What the allowlist made of each node of raw HTML.
  var rawHTML: [NodeID: [UInt8]] = [:]

  init(tree: MarkdownTree, options: RenderOptions) {
    self.tree = tree
    self.options = options
    out = ByteBuffer(capacity: tree.nodes.count * 48)
  }

  mutating func render(_ root: NodeID) {
    headingIDs = tree.headingIDs(options.headingIDs)
    if options.rawHTML == .allowed, tree.hasRawHTML {
      var filter = RawHTMLFilter(
        tree: tree, root: root, usedIDs: Set(headingIDs.values), resolve: options.resolve)
      filter.run()
      rawHTML = filter.output
      problems = filter.problems
    }
    var walk = tree.walk(from: root)
    while let step = walk.next() {
      switch step {
      case .enter(root), .exit(root): break
      case .enter(let id): if !enter(id) { walk.skipChildren(of: id) }
      case .exit(let id): exit(id)
      }
    }
  }

  /// Writes what stands before a node's children, and says whether they are to be written.
  private mutating func enter(_ id: NodeID) -> Bool {
    let node = tree[id]
    switch node.kind {
    case .text(let text): write(text)
    case .softBreak:
      if options.joinsWideLines, tree.joinsWide(id, after: lastScalar) { break }
      out.append(0x0A)
      lastScalar = " "
    case .lineBreak:
      out.add("<br />\n")
      lastScalar = " "
    case .code(let text):
      out.add("<code>")
      write(text)
      out.add("</code>")
    case .htmlInline(let literal): writeInlineHTML(literal, of: id)
    case .emphasis: out.add("<em>")
    case .strong: out.add("<strong>")
    case .link(let destination, let title): enterLink(id, destination, title)
    case .image(let destination, let title):
      writeImage(id, destination, title)
      return false
    default: enterBlock(id, node)
    }
    return true
  }

  private mutating func exit(_ id: NodeID) {
    switch tree.kind(of: id) {
    case .emphasis: out.add("</em>")
    case .strong: out.add("</strong>")
    case .link:
      if let end = pendingEnds.popLast() { out.add(end) }
      isInLink = false
    case let kind where kind.isInline: break
    default: exitBlock(id)
    }
  }

  /// Writes text that readers see.
  mutating func write(_ text: String) {
    out.add(escaping: text)
    if let last = text.unicodeScalars.last { lastScalar = last }
  }

  /// Starts a new line, unless there is one.
  mutating func startLine() {
    if let last = out.last, last != 0x0A { out.append(0x0A) }
  }

  mutating func report(_ code: Diagnostic.Code, _ id: NodeID, _ message: String) {
    problems.append(MarkdownProblem(code, at: tree.location(of: id), message))
  }
}

// MARK: - Raw HTML

extension HTMLRenderer {
  private mutating func writeInlineHTML(_ literal: String, of id: NodeID) {
    switch options.rawHTML {
    case .verbatim: out.append(literal)
    case .allowed: out.append(rawHTML[id] ?? [])
    case .asText:
      write(literal)
      reportRawHTML(id)
    }
  }

  mutating func writeHTMLBlock(_ literal: String, of id: NodeID) {
    startLine()
    switch options.rawHTML {
    case .verbatim: out.append(literal)
    case .allowed: out.append(rawHTML[id] ?? [])
    case .asText:
      out.add("<p>")
      write(literal.hasSuffix("\n") ? String(literal.dropLast()) : literal)
      out.add("</p>")
      reportRawHTML(id)
    }
    startLine()
  }

  private mutating func reportRawHTML(_ id: NodeID) {
    report(.rawHTML, id, "raw HTML is shown as text here; write Markdown instead, or `\\<` for the character")
  }
}
