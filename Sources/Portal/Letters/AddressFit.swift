import Markdown

/// The largest type in which an address fits into its window.
struct AddressFit {
  let size: WindowProfile.Length

  /// From 11 points down to 8, as smaller type is not read by sorting machines.
  private static let sizes = stride(from: 3880, through: 2820, by: -100)
  static let smallest = WindowProfile.Length(thousandths: 2820)
  /// Of the size, in percent.
  static let lineHeight = 122

  /// Nil where it does not fit even in the smallest type, long lines broken.
  init?(_ lines: [String], in profile: WindowProfile) {
    let height = profile.window.height.thousandths - profile.returnLine.thousandths
    let width = profile.window.width.thousandths
    let size = Self.sizes.first { size in
      let rows = lines.reduce(0) { $0 + max(1, (Self.width($1) * size / 100 + width - 1) / width) }
      return rows * size * Self.lineHeight / 100 <= height
    }
    guard let size else { return nil }
    self.size = WindowProfile.Length(thousandths: size)
  }

  /// How wide a text may be in any usual face, in hundredths of its size: rather too much than too little.
  static func width(_ text: String) -> Int {
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
