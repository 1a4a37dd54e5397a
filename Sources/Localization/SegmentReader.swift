import Markdown

/// Which side of which segment a node belongs to.
enum NodeLabel: Sendable, Hashable {
  /// Outside of all segments: shown.
  case plain
  case target(Int32)
  case source(Int32)
  /// A tag of the markup: never shown.
  case markup
}

/// What reading a tree's side-by-side markup gave.
struct SegmentedTree: Sendable {
  struct Draft: Sendable {
    var id: String
    /// The tag that opens the target, else the one that opens the source.
    var opener: NodeID
    /// The paragraph, heading or cell.
    var block: NodeID
    var hasTarget = false
    var hasSource = false
    var target = SegmentSide()
    var source = SegmentSide()
  }

  var labels: [NodeLabel]
  var drafts: [Draft] = []
  var problems: [SegmentProblem] = []
  /// Links without a text, outside of segments and in targets.
  var emptyLinks: [(node: NodeID, segment: Int?)] = []

  func label(of id: NodeID) -> NodeLabel { labels[Int(id.index)] }

  /// Whether the clean page shows a node. The source of a segment without target stands in for it: a sentence in the wrong language
  /// is better than a lost one.
  func isShown(_ id: NodeID) -> Bool {
    switch labels[Int(id.index)] {
    case .plain, .target: true
    case .source(let segment): !drafts[Int(segment)].hasTarget
    case .markup: false
    }
  }
}

/// Tells targets, sources and markup apart in one walk over a tree: every piece of text belongs to the innermost span that is open
/// where it stands. What does not nest is reported, and closed where the next segment or the block's end shows that it should
/// have been.
struct SegmentReader {
  private struct OpenLink {
    let node: NodeID
    let label: NodeLabel
    var hasText = false
  }

  private let tree: MarkdownTree
  private var result: SegmentedTree
  private var spans = OpenSpans()
  private var links: [OpenLink] = []
  /// The segment of this block whose target is closed and whose source is still to come.
  private var awaiting: Int32?
  private var block = NodeID.document
  private var segmentsByID: [String: Int32] = [:]
  private var hasMarkup = false

  static func read(_ tree: MarkdownTree) -> SegmentedTree {
    var reader = SegmentReader(tree)
    reader.run()
    return reader.result
  }

  private init(_ tree: MarkdownTree) {
    self.tree = tree
    result = SegmentedTree(labels: [NodeLabel](repeating: .plain, count: tree.nodes.count))
  }

  private mutating func run() {
    for step in tree.walk() {
      switch step {
      case .enter(let id): enter(id)
      case .exit(let id): exit(id)
      }
    }
    finish()
  }

  private mutating func enter(_ id: NodeID) {
    let kind = tree.kind(of: id)
    guard kind.isInline else {
      if kind.holdsInlines { block = id }
      return
    }
    let label = spans.label
    result.labels[Int(id.index)] = label
    switch kind {
    case .text(let text): add(text: text, id, label)
    case .softBreak, .lineBreak: change(label) { $0.append(text: " ") }
    case .code(let text):
      change(label) { $0.append(code: text) }
      for index in links.indices where isVisible(label) { links[index].hasText = true }
    case .htmlInline(let literal): if let markup = SegmentMarkup(literal) { read(markup, id) }
    case .strong: change(label) { $0.strongCount += 1 }
    case .emphasis: change(label) { $0.emphasisCount += 1 }
    case .image: for index in links.indices { links[index].hasText = true }
    case .link(let destination, _):
      change(label) { $0.destinations.append(destination) }
      links.append(OpenLink(node: id, label: label))
    default: break
    }
  }

  private func isVisible(_ label: NodeLabel) -> Bool {
    if case .source = label { false } else { true }
  }

  private mutating func exit(_ id: NodeID) {
    if block == id {
      endBlock()
    } else if links.last?.node == id, let link = links.popLast(), !link.hasText {
      noteEmpty(link)
    }
  }

  private mutating func noteEmpty(_ link: OpenLink) {
    switch link.label {
    case .plain, .markup: result.emptyLinks.append((link.node, nil))
    case .target(let segment):
      result.drafts[Int(segment)].target.emptyLinks += 1
      result.emptyLinks.append((link.node, Int(segment)))
    case .source(let segment): result.drafts[Int(segment)].source.emptyLinks += 1
    }
  }

  private mutating func add(text: String, _ id: NodeID, _ label: NodeLabel) {
    change(label) { $0.append(text: text) }
    let isBlank = text.unicodeScalars.allSatisfy(isSpace)
    if !isBlank {
      for index in links.indices where links[index].label == .plain || links[index].label == label {
        if isVisible(label) || links[index].label == label { links[index].hasText = true }
      }
      if label == .plain, spans.isInLookup {
        report(
          "text stands between the target and the source of a segment, so a span is not closed where it should be", id)
      }
      if label == .plain { awaiting = nil }
    }
  }

  private mutating func change(_ label: NodeLabel, _ body: (inout SegmentSide) -> Void) {
    switch label {
    case .target(let segment): body(&result.drafts[Int(segment)].target)
    case .source(let segment): body(&result.drafts[Int(segment)].source)
    case .plain, .markup: break
    }
  }

  private mutating func report(_ message: String, _ node: NodeID, segment: String? = nil) {
    result.problems.append(SegmentProblem(message: message, node: node, segment: segment ?? nearestID))
  }

  private var nearestID: String? {
    result.drafts.last.flatMap { $0.block == block ? $0.id : nil }
  }
}

// What a tag does.
extension SegmentReader {
  private mutating func read(_ markup: SegmentMarkup, _ id: NodeID) {
    result.labels[Int(id.index)] = .markup
    switch markup {
    case .close: close(id)
    case .span:
      // A span of the author's own, outside of segments, is left to the renderer's allowlist.
      if !spans.hasMarkup { result.labels[Int(id.index)] = .plain }
      spans.open(.other)
    case .lookup:
      hasMarkup = true
      closeUnfinished(at: id, isLookup: true)
      spans.open(.lookup)
    case .target(let name):
      closeUnfinished(at: id, isLookup: false)
      let segment = newSegment(name, id)
      result.drafts[Int(segment)].hasTarget = true
      spans.open(.target(segment))
    case .source(let name): openSource(name, id)
    }
  }

  private mutating func close(_ id: NodeID) {
    switch spans.close() {
    case .target(let segment): awaiting = segment
    case .source, .lookup: break
    case .other:
      if !spans.hasMarkup { result.labels[Int(id.index)] = .plain }
    case nil: report("a span is closed here that is not open", id)
    }
  }

  /// A segment does not begin inside another one: what is still open was not closed.
  private mutating func closeUnfinished(at id: NodeID, isLookup: Bool) {
    guard let outermost = spans.outermost else { return }
    if case .target(let segment) = outermost {
      // The source of a nested segment, which is reported already.
      if isLookup, awaiting != nil { return }
      report(
        isLookup
          ? "the target of segment \(result.drafts[Int(segment)].id) is not closed before its source begins"
          : "a segment begins inside the target of segment \(result.drafts[Int(segment)].id)",
        id, segment: result.drafts[Int(segment)].id)
      if isLookup {
        awaiting = segment
        spans.closeMarkup()
      }
      // Nested targets stay open: the text after the inner one still belongs to the outer one.
      return
    }
    report("the source text before this span is not closed", id)
    spans.closeMarkup()
  }

  private mutating func openSource(_ name: String, _ id: NodeID) {
    if case .target(let segment)? = spans.innermost {
      report("a source text stands inside the target of segment \(result.drafts[Int(segment)].id)", id)
    } else if !spans.isInLookup {
      report("the source text of segment \(name) is not in a span of class sxs-lookup", id, segment: name)
    }
    spans.open(.source(segment(forSource: name, id)))
    awaiting = nil
  }

  /// The segment that a source text belongs to: that of its id, else the one whose target stands right before it.
  private mutating func segment(forSource name: String, _ id: NodeID) -> Int32 {
    if let segment = awaiting, result.drafts[Int(segment)].id == name, !result.drafts[Int(segment)].hasSource {
      result.drafts[Int(segment)].hasSource = true
      return segment
    }
    if let segment = segmentsByID[name], !result.drafts[Int(segment)].hasSource {
      result.drafts[Int(segment)].hasSource = true
      if result.drafts[Int(segment)].block != block {
        report("the source text of segment \(name) stands in another block than its target", id, segment: name)
      }
      return segment
    }
    if let segment = awaiting, !result.drafts[Int(segment)].hasSource {
      let target = result.drafts[Int(segment)].id
      report("the target has the id \(target), the source text beside it the id \(name)", id, segment: target)
      result.drafts[Int(segment)].hasSource = true
      return segment
    }
    let segment = newSegment(name, id)
    result.drafts[Int(segment)].hasSource = true
    return segment
  }

  private mutating func newSegment(_ name: String, _ id: NodeID) -> Int32 {
    hasMarkup = true
    let segment = Int32(result.drafts.count)
    result.drafts.append(SegmentedTree.Draft(id: name, opener: id, block: block))
    if segmentsByID.updateValue(segment, forKey: name) != nil {
      report("the segment id \(name) stands in the document twice", id, segment: name)
    }
    return segment
  }

  private mutating func endBlock() {
    if spans.hasMarkup {
      report("a span of a segment is not closed at the end of its block", block)
    }
    spans.closeAll()
    links.removeAll(keepingCapacity: true)
    awaiting = nil
    block = .document
  }

  /// Reports the segments that lack a side. In a document without segments, spans are the author's own.
  private mutating func finish() {
    if !hasMarkup {
      result.problems = []
      for index in result.labels.indices { result.labels[index] = .plain }
    }
    for index in result.drafts.indices {
      result.drafts[index].target.trim()
      result.drafts[index].source.trim()
      let draft = result.drafts[index]
      if !draft.hasSource { report("segment \(draft.id) has no source text", draft.opener, segment: draft.id) }
      if !draft.hasTarget { report("segment \(draft.id) has no target text", draft.opener, segment: draft.id) }
    }
  }
}
