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
    return HTML(safe: renderer.out)
  }
}

/// Writes a tree as HTML, in one pass.
struct HTMLRenderer {
  let tree: MarkdownTree
  let options: RenderOptions
  var out: [UInt8] = []
  var problems: [MarkdownProblem] = []
  /// The last character that a reader sees in the present block.
  var lastScalar: Unicode.Scalar?

  init(tree: MarkdownTree, options: RenderOptions) {
    self.tree = tree
    self.options = options
  }

  mutating func render(_ root: NodeID) {
  }
}
