import PortalBase

/// The keys of one list of `policy.json` or `customers.json`: each well formed and there once.
struct KeyList {
  private var seen = Set<String>()

  /// Reads a key and reports what is wrong with it. A key that stands twice is given all the same, so that it is reported once.
  mutating func read(_ json: JSON?, among list: String, _ problems: inout FileProblems) -> String? {
    guard let json, let key = problems.string(json, "key") else { return nil }
    guard isKey(key) else {
      problems.report(
        .invalidKey, at: json.offset,
        "\"\(key)\" cannot be a key; use 3 to 64 of a–z, 0–9 and hyphens, not beginning with a hyphen")
      return nil
    }
    if !seen.insert(key).inserted {
      problems.report(.equalKeys, at: json.offset, "the key \"\(key)\" stands twice among the \(list)")
    }
    return key
  }
}

/// `[a-z0-9][a-z0-9-]{2,63}` (contract, section 1).
private func isKey(_ text: String) -> Bool {
  let utf8 = text.utf8
  return (3...64).contains(utf8.count) && utf8.first != UInt8(ascii: "-")
    && utf8.allSatisfy { (0x61...0x7A).contains($0) || isASCIIDigit($0) || $0 == UInt8(ascii: "-") }
}

extension ObjectReader {
  /// `$schema`, which editors read and Waiver does not, is allowed in every top-level object and record.
  mutating func readSchemaKey(_ problems: inout FileProblems) {
    _ = problems.string(optional("$schema"), "$schema")
  }
}
