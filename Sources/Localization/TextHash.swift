/// A short name for a pair of texts: FNV-1a, 64 bits (Fowler, Noll and Vo), as 16 hexadecimal digits. It only has to change when a text
/// does; nobody gains by a collision, so it need not be a cryptographic one.
enum TextHash {
  static func of(_ texts: String...) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      // Between texts stands a byte that no UTF-8 text has, so that moving a word from one to the other shows.
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
