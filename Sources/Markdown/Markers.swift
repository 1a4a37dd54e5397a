/// Characters that are put into a text before libcmark reads it, to tell it something, and taken out of everything that it gives
/// back. They are noncharacters (U+FDD0 to U+FDEF) that the text itself has not, neither written nor as a reference, so
/// nothing of an author's is ever taken out.
struct Markers: Sendable {
  /// What a marker says.
  enum Role: Int, CaseIterable {
    /// "Here is a letter", beside a run of `*`.
    case letter
    /// "Here is punctuation", before a run: followed by a comma.
    case punctuationBefore
    /// "Here is punctuation", behind a run: preceded by a comma.
    case punctuationBehind
    /// What stands for a cell or a line of a table.
    case table
  }

  /// The markers' last bytes, by role; the first two are always `EF B7`. Empty if there are none in the text.
  private var lastBytes: [UInt8] = []

  static let none = Markers()

  var isEmpty: Bool { lastBytes.isEmpty }

  private init() {}

  /// Chooses markers for a text, or none where it has used too many of these characters itself.
  init?(freeIn text: [UInt8]) {
    let used = Self.used(in: text)
    let free = (0..<UInt8(32)).filter { used & (1 << UInt32($0)) == 0 }
    guard free.count >= Role.allCases.count else { return nil }
    lastBytes = free.prefix(Role.allCases.count).map { 0x90 + $0 }
  }

  func bytes(_ role: Role) -> [UInt8] {
    switch role {
    case .letter, .table: [0xEF, 0xB7, lastBytes[role.rawValue]]
    case .punctuationBefore: [0xEF, 0xB7, lastBytes[role.rawValue], UInt8(ascii: ",")]
    case .punctuationBehind: [UInt8(ascii: ","), 0xEF, 0xB7, lastBytes[role.rawValue]]
    }
  }

  /// Calls the body with a text of libcmark's, without the markers.
  func removed<Result>(
    from text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let mayHaveAny =
      !lastBytes.isEmpty && text.indices.contains { text[$0] == 0xEF && text[$0...].dropFirst().first == 0xB7 }
    return mayHaveAny ? removed(from: text).withUnsafeBufferPointer(body) : body(text)
  }

  private func removed(from text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard let role = role(at: index, in: text) else {
        result.append(text[index])
        index += 1
        continue
      }
      index += 3
      if role == .punctuationBefore, index < text.count, text[index] == UInt8(ascii: ",") { index += 1 }
      if role == .punctuationBehind, result.last == UInt8(ascii: ",") { result.removeLast() }
    }
    return result
  }

  /// The marker that stands at a byte.
  func role<Text: RandomAccessCollection>(at index: Int, in text: Text) -> Role?
  where Text.Element == UInt8, Text.Index == Int {
    guard text[index] == 0xEF, index + 2 < text.endIndex, text[index + 1] == 0xB7 else { return nil }
    return lastBytes.firstIndex(of: text[index + 2]).flatMap(Role.init(rawValue:))
  }

  /// Which of the 32 characters a text has, written or as a numeric reference, as a set of bits.
  private static func used(in text: [UInt8]) -> UInt32 {
    var used: UInt32 = 0
    var index = 0
    while index + 2 < text.count {
      if text[index] == 0xEF, text[index + 1] == 0xB7, (0x90...0xAF).contains(text[index + 2]) {
        used |= 1 << UInt32(text[index + 2] - 0x90)
      } else if text[index] == UInt8(ascii: "&"), text[index + 1] == UInt8(ascii: "#"),
        let value = referenceValue(text[(index + 2)...].prefix(10)), (0xFDD0...0xFDEF).contains(value)
      {
        used |= 1 << (value - 0xFDD0)
      }
      index += 1
    }
    return used
  }

  /// The value of a numeric character reference behind `&#`.
  private static func referenceValue(_ text: ArraySlice<UInt8>) -> UInt32? {
    let isHexadecimal = text.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let digits = text.dropFirst(isHexadecimal ? 1 : 0).prefix { $0.isASCIILetterOrDigit }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
  }
}
