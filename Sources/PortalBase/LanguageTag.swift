/// The name of a language as in BCP 47 (`en`, `ja`, `zh-Hant`): the locale of a portal, and the value of `lang`.
package struct LanguageTag: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let name: String

  /// Any name; `isWellFormed` tells whether it can be a folder, a file name and a `lang` attribute.
  package init(_ name: String) { self.name = name }

  package var description: String { name }

  /// Letters and digits in parts of two to eight joined by hyphens, beginning with letters (RFC 5646, section 2.1, without
  /// private use and grandfathered tags).
  package var isWellFormed: Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.count), first.allSatisfy(isASCIILetter) else { return false }
    return parts.dropFirst().allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isASCIILetterOrDigit) }
  }

  package static func < (a: LanguageTag, b: LanguageTag) -> Bool { a.name < b.name }
}

package func isASCIILetter(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20)
}

package func isASCIIDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte)
}

package func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || isASCIIDigit(byte)
}
