/// Whether a text can be the id of a record: `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`, not ending in `.`, `.html` or `.xml`
/// (contract, section 2). It is part of every address of the record.
package func isRecordID(_ text: String) -> Bool {
  let utf8 = text.utf8
  guard (1...64).contains(utf8.count), utf8.first.map(isASCIILetterOrDigit) == true else { return false }
  let hasLegalCharacters = utf8.allSatisfy {
    isASCIILetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
  }
  return hasLegalCharacters && ![".", ".html", ".xml"].contains { text.hasSuffix($0) }
}
