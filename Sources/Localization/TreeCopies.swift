import Markdown

extension MarkdownTree {
  /// The tree without the nodes that are not shown, and without the elements that are empty because of it. Space between two
  /// segments goes where both sides are wide characters (contract, section 6).
  func clean(_ segments: SegmentedTree, droppingAnchors dropped: Set<NodeID>) -> MarkdownTree {
    var copy = MarkdownTree()
    var copier = TreeCopier(tree: self) { segments.isShown($0) && !dropped.contains($0) }
    if !segments.drafts.isEmpty { copier.isBetweenSegments = { segments.label(of: $0) == .plain } }
    copier.append(childrenOf: .document, to: .document, in: &copy)
    return copy
  }

  /// A part of a block, without space at its ends, anchors, and elements that hold nothing of it.
  /// - Parameter leaves: of the block's inline nodes without children, in document order.
  func fragment(of leaves: [NodeID], in block: NodeID) -> Fragment {
    var copy = MarkdownTree()
    var places: [NodeID: NodeID] = [block: .document]
    let shown = leaves.filter { id in
      if case .htmlInline(let literal) = kind(of: id) { return !literal.isAnchorTag }
      return true
    }
    let said = shown.indices.filter { kind(of: shown[$0]).isSaid }
    for (index, id) in shown.enumerated() {
      let kind = kind(of: id)
      if kind.isBlankText, index < said.first ?? shown.count || index > said.last ?? 0 { continue }
      copy.append(kind, to: place(of: id, &places, in: &copy), line: self[id].line, column: self[id].column)
    }
    return Fragment(tree: copy)
  }

  /// The copy of the element that a node stands in, made with those around it unless they are there.
  private func place(of id: NodeID, _ places: inout [NodeID: NodeID], in copy: inout MarkdownTree) -> NodeID {
    var missing: [NodeID] = []
    var place = NodeID.document
    var element = parent(of: id)
    while let next = element {
      if let made = places[next] {
        place = made
        break
      }
      missing.append(next)
      element = parent(of: next)
    }
    for element in missing.reversed() {
      place = copy.append(kind(of: element), to: place, line: self[element].line, column: self[element].column)
      places[element] = place
    }
    return place
  }

  /// The inline nodes of a block that hold no others, in document order.
  func leaves(of block: NodeID) -> [NodeID] {
    walk(from: block).compactMap { step in
      guard case .enter(let id) = step, id != block, firstChild(of: id) == nil else { return nil }
      return id
    }
  }

  /// A block with itself as the only content.
  func fragment(ofWhole block: NodeID) -> Fragment {
    var copy = MarkdownTree()
    copy.append(copyOf: block, from: self, to: .document)
    return Fragment(tree: copy)
  }
}

extension String {
  /// `<a name="x">`, `<a id="x">` or `</a>`.
  var isAnchorTag: Bool { hasPrefix("<a ") || hasPrefix("</a") || hasPrefix("<A ") }
}

/// Copies a part of a tree, leaving out leaves and whatever holds nothing because of that.
struct TreeCopier {
  let tree: MarkdownTree
  let isIncluded: (NodeID) -> Bool
  /// Whether space at a node goes where wide characters stand on both sides.
  var isBetweenSegments: (NodeID) -> Bool = { _ in false }
  /// What is said next, as long as it is still to come: space before space asks the same.
  private var nextSaid: Answer = .unknown

  private enum Answer {
    case unknown
    case known(NodeID?)
  }

  init(tree: MarkdownTree, _ isIncluded: @escaping (NodeID) -> Bool) {
    self.tree = tree
    self.isIncluded = isIncluded
  }

  mutating func append(childrenOf root: NodeID, to parent: NodeID, in copy: inout MarkdownTree) {
    var place = parent
    // Inline elements that are copied once something in them is.
    var pending: [NodeID] = []
    var lastScalar: Unicode.Scalar?
    var isAtStart = true
    for step in tree.walk(from: root) {
      switch step {
      case .enter(root), .exit(root): break
      case .enter(let id):
        let kind = tree.kind(of: id)
        if !kind.isInline {
          place = copy.append(kind, to: place, line: tree[id].line, column: tree[id].column)
          (lastScalar, isAtStart, nextSaid) = (nil, true, .unknown)
        } else if tree.firstChild(of: id) != nil {
          pending.append(id)
        } else if isIncluded(id) {
          if kind.isBlankText, isSuperfluous(id, isAtStart, lastScalar) { continue }
          for container in pending { place = append(container, to: place, in: &copy) }
          pending.removeAll(keepingCapacity: true)
          append(id, to: place, in: &copy)
          lastScalar = kind.lastScalar ?? lastScalar
          if case .htmlInline = kind { continue }
          isAtStart = false
          if kind.isSaid { nextSaid = .unknown }
        }
      case .exit(let id):
        if !tree.kind(of: id).isInline {
          place = copy.parent(of: place) ?? parent
        } else if tree.firstChild(of: id) != nil {
          if pending.last == id { pending.removeLast() } else { place = copy.parent(of: place) ?? parent }
        }
      }
    }
  }

  @discardableResult
  private func append(_ id: NodeID, to parent: NodeID, in copy: inout MarkdownTree) -> NodeID {
    let node = tree[id]
    return copy.append(node.kind, to: parent, line: node.line, column: node.column)
  }

  /// Whether space is to be left out: at the ends of a block, and between two segments in wide characters.
  private mutating func isSuperfluous(_ id: NodeID, _ isAtStart: Bool, _ lastScalar: Unicode.Scalar?) -> Bool {
    guard !isAtStart, let next = knownNext(after: id) else { return true }
    guard lastScalar?.isWide == true, isBetweenSegments(id) else { return false }
    return tree.kind(of: next).firstScalar?.isWide == true
  }

  private mutating func knownNext(after id: NodeID) -> NodeID? {
    if case .known(let next) = nextSaid { return next }
    let next = nextLeaf(after: id)
    nextSaid = .known(next)
    return next
  }

  /// What is shown next in a block, other than space and tags.
  private func nextLeaf(after start: NodeID) -> NodeID? {
    var id = start
    while true {
      if id != start, let child = tree.firstChild(of: id) {
        id = child
      } else {
        while tree.next(after: id) == nil {
          guard let parent = tree.parent(of: id), tree.kind(of: parent).isInline else { return nil }
          id = parent
        }
        guard let next = tree.next(after: id) else { return nil }
        id = next
      }
      guard tree.firstChild(of: id) == nil, isIncluded(id) else { continue }
      if tree.kind(of: id).isSaid { return id }
    }
  }
}

extension NodeKind {
  /// Space and nothing else, or a line break in the file.
  var isBlankText: Bool {
    switch self {
    case .text(let text): text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    case .softBreak: true
    default: false
    }
  }

  /// Whether a node without children is more than space and tags.
  var isSaid: Bool {
    if case .htmlInline = self { return false }
    return !isBlankText
  }

  var firstScalar: Unicode.Scalar? {
    switch self {
    case .text(let text), .code(let text): text.unicodeScalars.first
    case .lineBreak: "\n"
    default: nil
    }
  }

  var lastScalar: Unicode.Scalar? {
    switch self {
    case .text(let text), .code(let text): text.unicodeScalars.last
    case .softBreak, .lineBreak: " "
    default: nil
    }
  }
}
