import PortalBase

extension MarkdownTree {
  var hasRawHTML: Bool {
    nodes.contains { node in
      switch node.kind {
      case .htmlBlock, .htmlInline: true
      default: false
      }
    }
  }
}

/// Lets the raw HTML of a policy document through as far as an allowlist goes, and turns the rest into text.
struct RawHTMLFilter {
  let tree: MarkdownTree
  let root: NodeID
  var usedIDs: Set<String>
  var output: [NodeID: [UInt8]] = [:]
  var problems: [MarkdownProblem] = []

  mutating func run() {}
}
