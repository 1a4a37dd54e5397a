import PortalBase

/// A Markdown document as a flat list of nodes that name their neighbours by number.
///
/// Nothing in it is recursive, so no depth of nesting can exhaust a stack, neither here nor in those who walk it
/// with `walk(from:)`.
package struct MarkdownTree: Sendable, Hashable {
  package private(set) var nodes: [Node]

  /// An empty document.
  package init() { nodes = [Node(kind: .document, line: 1, column: 1)] }

  /// The node of a number, to read or to change in place; links between nodes change only through the methods below.
  package subscript(_ id: NodeID) -> Node {
    get { nodes[id.position] }
    _modify { yield &nodes[id.position] }
  }

  package func kind(of id: NodeID) -> NodeKind { nodes[id.position].kind }
  package func parent(of id: NodeID) -> NodeID? { present(nodes[id.position].parent) }
  package func firstChild(of id: NodeID) -> NodeID? { present(nodes[id.position].firstChild) }
  package func lastChild(of id: NodeID) -> NodeID? { present(nodes[id.position].lastChild) }
  package func next(after id: NodeID) -> NodeID? { present(nodes[id.position].next) }
  package func location(of id: NodeID) -> SourceLocation {
    let node = nodes[id.position]
    return SourceLocation(line: max(1, Int(node.line)), column: max(1, Int(node.column)))
  }

  /// The children of a node, in order.
  package func children(of id: NodeID) -> Children { Children(tree: self, child: nodes[id.position].firstChild) }

  private func present(_ id: NodeID) -> NodeID? { id.isNone ? nil : id }

  mutating func reserve(_ count: Int) { nodes.reserveCapacity(count) }
}

// MARK: - Walking

extension MarkdownTree {
  /// The children of one node.
  package struct Children: Sequence, IteratorProtocol {
    let tree: MarkdownTree
    var child: NodeID

    package mutating func next() -> NodeID? {
      if child.isNone { return nil }
      defer { child = tree.nodes[child.position].next }
      return child
    }
  }

  /// A step of a walk: into a node, or out of it. Nodes without children have both, too.
  package enum Step: Hashable, Sendable {
    case enter(NodeID)
    case exit(NodeID)
  }

  /// A walk through a node and all below it, in document order, without recursion.
  package struct Walk: Sequence, IteratorProtocol {
    let tree: MarkdownTree
    let root: NodeID
    var step: Step?

    package mutating func next() -> Step? {
      let current = step
      switch current {
      case nil: break
      case .enter(let id):
        let child = tree.nodes[id.position].firstChild
        step = child.isNone ? .exit(id) : .enter(child)
      case .exit(let id):
        step = id == root ? nil : after(id)
      }
      return current
    }

    /// Goes on with the exit of the node just entered, past all below it.
    package mutating func skipChildren(of id: NodeID) { step = .exit(id) }

    private func after(_ id: NodeID) -> Step {
      let node = tree.nodes[id.position]
      return node.next.isNone ? .exit(node.parent) : .enter(node.next)
    }
  }

  package func walk(from root: NodeID = .document) -> Walk { Walk(tree: self, root: root, step: .enter(root)) }

  /// The text that a reader sees of a node and all below it: no markup, breaks as a space (between two wide
  /// characters as nothing), the description of an image.
  package func plainText(of root: NodeID = .document) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for case .enter(let id) in walk(from: root) {
      switch kind(of: id) {
      case .text(let text), .code(let text), .codeBlock(_, let text):
        result += text
        if let last = text.unicodeScalars.last { previous = last }
      case .softBreak where joinsWide(id, after: previous): break
      case .softBreak, .lineBreak:
        result += " "
        previous = " "
      default: break
      }
    }
    return result
  }
}

// MARK: - Building and changing

extension MarkdownTree {
  /// Adds a node behind the last child of another.
  @discardableResult
  package mutating func append(_ kind: NodeKind, to parent: NodeID, line: Int32 = 0, column: Int32 = 0) -> NodeID {
    let id = NodeID(Int32(nodes.count))
    nodes.append(Node(kind: kind, line: line, column: column))
    attach(id, to: parent)
    return id
  }

  /// Adds a node that has no place yet.
  package mutating func appendDetached(_ kind: NodeKind) -> NodeID {
    let id = NodeID(Int32(nodes.count))
    nodes.append(Node(kind: kind, line: 0, column: 0))
    return id
  }

  /// Adds a copy of another tree's node, with all below it, behind the last child of a node.
  @discardableResult
  package mutating func append(copyOf source: NodeID, from tree: MarkdownTree, to parent: NodeID) -> NodeID {
    let first = NodeID(Int32(nodes.count))
    var place = parent
    for step in tree.walk(from: source) {
      switch step {
      case .enter(let id):
        let node = tree[id]
        place = append(node.kind, to: place, line: node.line, column: node.column)
      case .exit: place = nodes[place.position].parent
      }
    }
    return first
  }

  /// Takes a node, with all below it, out of its place. It stays in `nodes`, where nothing leads to it.
  package mutating func detach(_ id: NodeID) {
    let parent = nodes[id.position].parent
    guard !parent.isNone else { return }
    var before = NodeID.none
    var sibling = nodes[parent.position].firstChild
    while sibling != id {
      before = sibling
      sibling = nodes[sibling.position].next
    }
    let after = nodes[id.position].next
    if before.isNone { nodes[parent.position].firstChild = after } else { nodes[before.position].next = after }
    if after.isNone { nodes[parent.position].lastChild = before }
    nodes[id.position].parent = .none
    nodes[id.position].next = .none
  }

  /// Puts a node that has no place behind the last child of another.
  package mutating func attach(_ id: NodeID, to parent: NodeID) {
    nodes[id.position].parent = parent
    let last = nodes[parent.position].lastChild
    if last.isNone { nodes[parent.position].firstChild = id } else { nodes[last.position].next = id }
    nodes[parent.position].lastChild = id
  }

  /// Moves all children of a node behind the last child of another.
  package mutating func moveChildren(of source: NodeID, to parent: NodeID) {
    var child = nodes[source.position].firstChild
    nodes[source.position].firstChild = .none
    nodes[source.position].lastChild = .none
    while !child.isNone {
      let next = nodes[child.position].next
      nodes[child.position].next = .none
      attach(child, to: parent)
      child = next
    }
  }
}

extension MarkdownTree {
  /// Lengthens a text node; false if it is none.
  mutating func extendText(of id: NodeID, with more: String) -> Bool {
    guard case .text(var text) = nodes[id.position].kind else { return false }
    // Lets go of the text, so that it grows in place and a long run stays linear.
    nodes[id.position].kind = .thematicBreak
    text += more
    nodes[id.position].kind = .text(text)
    return true
  }
}

extension MarkdownTree {
  mutating func shiftLines(by count: Int32) {
    for index in nodes.indices where nodes[index].line > 0 { nodes[index].line += count }
  }

  /// Gives every node another line and column.
  mutating func updatePlaces(_ place: (_ line: Int32, _ column: Int32) -> (line: Int32, column: Int32)) {
    for index in nodes.indices {
      let new = place(nodes[index].line, nodes[index].column)
      nodes[index].line = new.line
      nodes[index].column = new.column
    }
  }
}
