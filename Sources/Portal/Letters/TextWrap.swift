import Markdown

/// A paragraph in lines of so many columns; a wide character takes two.
struct TextWrap {
  /// Columns of a line (RFC 3676, section 4.1, asks for 78 or fewer).
  static let width = 72

  private(set) var lines: [String] = []

  init(_ scalars: [Unicode.Scalar], width: Int) {
    var line: [Unicode.Scalar] = []
    var columns = 0
    for piece in Self.pieces(scalars) {
      let needed = piece.reduce(0) { $0 + Self.columns($1) }
      if columns + needed > width, !line.isEmpty {
        lines.append(Self.trimmed(line))
        (line, columns) = ([], 0)
      }
      if line.isEmpty, piece == [" "] { continue }
      line += piece
      columns += needed
    }
    let last = Self.trimmed(line)
    if !last.isEmpty { lines.append(last) }
  }

  static func columns(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + columns($1) } }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    return scalar.isWide || (0xAC00...0xD7A3).contains(scalar.value) ? 2 : 1
  }

  /// Without spaces at its ends. The ideographic space that begins a Japanese paragraph stays.
  static func trimmed(_ scalars: [Unicode.Scalar]) -> String {
    var slice = scalars.drop { $0 == " " || $0 == "\n" }
    while slice.last == " " || slice.last == "\n" { slice.removeLast() }
    return String(String.UnicodeScalarView(slice))
  }

  /// What stays together. A line may break after a space, and beside a wide character, but not before a closing mark nor after an
  /// opening one (JIS X 4051, line-start and line-end prohibition).
  private static func pieces(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var pieces: [[Unicode.Scalar]] = []
    var current: [Unicode.Scalar] = []
    func isBound(_ next: Unicode.Scalar) -> Bool {
      neverFirst.contains(next) || (current.last.map(neverLast.contains) ?? false)
    }
    for scalar in scalars {
      if scalar == " " || scalar == "\n" || scalar == "\t" {
        if !current.isEmpty { pieces.append(current) }
        current = []
        if pieces.last != [" "] { pieces.append([" "]) }
        continue
      }
      let isBesideWide = scalar.isWide || (current.last?.isWide ?? false)
      if isBesideWide, !current.isEmpty, !isBound(scalar) {
        pieces.append(current)
        current = []
      }
      current.append(scalar)
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces
  }

  private static let neverFirst = Set(
    "、。，．）」』】〕］｝〉》・：；？！ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)],.;:!?’”%％".unicodeScalars)
  private static let neverLast = Set("（「『【〔［｛〈《([‘“〒".unicodeScalars)
}
