import Markdown

/// An address as it fits into its window: the largest type that does, and a title on the line of the name where lines are short.
struct AddressFit {
  let lines: [String]
  let size: WindowProfile.Length
  /// Of the size, in percent.
  let lineHeight: Int

  /// From 11 points down to 8, as smaller type is not read by sorting machines.
  private static let sizes = Array(stride(from: 3880, through: 2820, by: -100)) + [2820]
  /// Below 9 points, lines are joined first.
  private static let comfortable = 3175
  private static let usualLineHeight = 122
  private static let leastLineHeight = 112

  /// Nil where it does not fit even in the smallest type, long lines broken.
  init?(_ address: PostalAddress, in profile: WindowProfile) {
    let (full, joined) = (address.lines(), address.lines(isTitleJoined: true))
    let ways =
      Self.sizes.filter { $0 >= Self.comfortable }.map { (full, $0, Self.usualLineHeight) }
      + Self.sizes.map { (joined, $0, Self.usualLineHeight) }
      + [(joined, Self.sizes[Self.sizes.count - 1], Self.leastLineHeight)]
    guard let way = ways.first(where: { Self.fits($0.0, size: $0.1, lineHeight: $0.2, profile) }) else { return nil }
    lines = way.0
    size = WindowProfile.Length(thousandths: way.1)
    lineHeight = way.2
  }

  /// Unfitting lines, for a letter that is not printed, as its address is an error.
  init(unfitting address: PostalAddress) {
    lines = address.lines()
    size = WindowProfile.Length(thousandths: Self.comfortable)
    lineHeight = Self.usualLineHeight
  }

  private static func fits(_ lines: [String], size: Int, lineHeight: Int, _ profile: WindowProfile) -> Bool {
    // A return line keeps a millimetre of distance.
    let taken = profile.returnLine.thousandths == 0 ? 0 : profile.returnLine.thousandths + 1000
    let height = profile.window.height.thousandths - taken
    let width = profile.window.width.thousandths
    let rows = lines.reduce(0) { $0 + max(1, (Self.width($1) * size / 100 + width - 1) / width) }
    return rows * size * lineHeight / 100 <= height
  }

  /// How wide a text may be in any usual face, in hundredths of its size: rather too much than too little.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x41...0x5A, 0x40, 0x6D, 0x77, 0x25, 0x26: sum + 76
      case 0x20, 0x2C, 0x2E, 0x2D, 0x69, 0x6A, 0x6C, 0x27: sum + 34
      case 0...0x2E7F: sum + 58
      default: sum + (scalar.isWide || scalar.value >= 0xAC00 ? 100 : 70)
      }
    }
  }
}
