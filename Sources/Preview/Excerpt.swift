import PortalBase

/// The lines around a place in a file. Of long lines, as in `.jsonl`, only the part around the place.
struct Excerpt: Sendable {
  private(set) var lines: [(number: Int, text: String)] = []
  /// How many Unicode scalars are left out at the start of each line.
  let skipped: Int

  /// How many scalars of a line are shown.
  static let width = 160

  /// - Parameter file: nil where it is not known; then there are no lines.
  init(of file: SourceFile?, around place: SourceLocation) {
    // A place further right comes to stand two thirds into the line.
    skipped = place.column <= Excerpt.width ? 0 : place.column - Excerpt.width * 2 / 3
    guard let bytes = file?.bytes else { return }
    var number = 1
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start <= bytes.count, number <= place.line + 2 {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if number >= place.line - 2, start < end || end < bytes.count {
        let line = bytes[start..<end]
        lines.append((number, cut(line.last == 0x0D ? line.dropLast() : line)))
      }
      number += 1
      start = end + 1
    }
  }

  private func cut(_ line: ArraySlice<UInt8>) -> String {
    // Four bytes are the longest scalar: what lies further right is not decoded.
    let near = String(decoding: line.prefix((skipped + Excerpt.width) * 4), as: UTF8.self)
    return String(String.UnicodeScalarView(near.unicodeScalars.dropFirst(skipped).prefix(Excerpt.width)))
  }
}
