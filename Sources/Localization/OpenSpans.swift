/// The spans that are open where a document is read. What a reader asks of all of them, each entry knows, so that thousands
/// of spans that nobody closed cost no more than a few.
struct OpenSpans {
  enum Span: Hashable {
    case target(Int32)
    case lookup
    case source(Int32)
    case other
  }

  private struct Entry {
    let span: Span
    /// What text belongs to that stands directly in the span.
    let label: NodeLabel
    /// The innermost span of the markup, this one included, and the place of the outermost.
    let innermost: Span?
    let outermost: Int?
    let isInLookup: Bool
  }

  private var entries: [Entry] = []

  var label: NodeLabel { entries.last?.label ?? .plain }
  /// The innermost span of the markup, if any is open.
  var innermost: Span? { entries.last?.innermost }
  var hasMarkup: Bool { innermost != nil }
  var isInLookup: Bool { entries.last?.isInLookup ?? false }
  /// The outermost span of the markup.
  var outermost: Span? { entries.last?.outermost.map { entries[$0].span } }

  mutating func open(_ span: Span) {
    let label: NodeLabel =
      switch span {
      case .target(let segment): .target(segment)
      case .source(let segment): .source(segment)
      case .lookup: .plain
      case .other: self.label
      }
    let isMarkup = span != .other
    entries.append(
      Entry(
        span: span, label: label, innermost: isMarkup ? span : innermost,
        outermost: entries.last?.outermost ?? (isMarkup ? entries.count : nil),
        isInLookup: isInLookup || span == .lookup))
  }

  mutating func close() -> Span? { entries.popLast()?.span }

  /// Closes the outermost span of the markup and all within it.
  mutating func closeMarkup() {
    if let start = entries.last?.outermost { entries.removeSubrange(start...) }
  }

  mutating func closeAll() { entries.removeAll(keepingCapacity: true) }
}
