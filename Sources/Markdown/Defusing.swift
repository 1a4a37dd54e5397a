/// Keeps libcmark 0.30 linear on two kinds of text that nobody writes in earnest, by markers that make their parts plain text.
enum Defusing {
  /// From how many unclosed `![` on libcmark's search for openers, which passes over all of them at every link, is to be feared.
  private static let manyImages = 1_000
  /// How many bytes of destinations and titles the links of a text may have together, before it is looked at closely.
  private static let manyBytes = 32 << 20

  /// A shorter text needs no markers.
  static let shortestText = 3 * manyImages

  /// The markers that a text needs, none for all usual texts.
  static func insertions(for text: [UInt8]) -> [CJKEmphasis.Insertion] {
    if text.count < shortestText { return [] }
    return (unclosedImages(in: text) + longDefinitions(in: text)).map {
      CJKEmphasis.Insertion(offset: $0, role: .letter)
    }
  }

  /// The `![` that no `]` of their paragraph can close: they stay text anyway. A marker between the two characters makes them openers of
  /// links, which libcmark passes over once.
  private static func unclosedImages(in text: [UInt8]) -> [Int] {
    var found: [Int] = []
    var open: [(offset: Int, isImage: Bool)] = []
    var isBlank = true
    func close() {
      let images = open.filter(\.isImage)
      if images.count > manyImages { found += images.map { $0.offset } }
      open.removeAll(keepingCapacity: true)
    }
    for (index, byte) in text.enumerated() {
      switch byte {
      case 0x0A, 0x0D:
        if isBlank { close() }
        isBlank = true
        continue
      case 0x20, 0x09: continue
      case UInt8(ascii: "["): open.append((index, index > 0 && text[index - 1] == UInt8(ascii: "!")))
      case UInt8(ascii: "]"): _ = open.popLast()
      default: break
      }
      isBlank = false
    }
    close()
    return found
  }

  /// Long link definitions, where a text refers to definitions so often that its HTML would be larger than the text by orders of
  /// magnitude. A marker before the colon makes them plain text.
  private static func longDefinitions(in text: [UInt8]) -> [Int] {
    var definitions: [(offset: Int, length: Int)] = []
    var references = 0
    var isBlank = true
    var isOpen = false
    func close(_ index: Int) {
      if isOpen, let last = definitions.indices.last { definitions[last].length = index - definitions[last].offset }
      isOpen = false
    }
    for (index, byte) in text.enumerated() {
      switch byte {
      case 0x0A, 0x0D:
        if isBlank { close(index) }
        isBlank = true
        continue
      case 0x20, 0x09: continue
      case UInt8(ascii: "]"):
        references += 1
        guard index + 1 < text.count, text[index + 1] == UInt8(ascii: ":") else { break }
        close(index)
        definitions.append((index + 1, text.count - index))
        isOpen = true
      default: break
      }
      isBlank = false
    }
    guard let longest = definitions.map(\.length).max(), longest * references > manyBytes else { return [] }
    let limit = max(256, manyBytes / references)
    return definitions.filter { $0.length > limit }.map { $0.offset }
  }
}
