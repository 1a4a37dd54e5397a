import Exceptions
import PortalBase

extension Diagnostic.Code {
  package static let leak = Self(
    "customer-leak", .error,
    "A file of the site names a customer that its audience may not know. Take the name out of the text that carries it, or publish for another audience."
  )
}

/// Looks for the keys and names of customers in the files of a site that is not internal (contract, section 5, "Audiences").
///
/// The bytes are looked at as they are and after each way of writing them otherwise is undone: folded lines, percent-encoding,
/// character references, JSON escapes. A name counts where no letter or digit stands beside it, and where it is not
/// a part of the allowed customer's own key or name.
package struct LeakScan: Sendable {
  /// What must not be found, and whose it is; longest first, so that the message names the most telling one.
  private let secrets: [Secret]
  /// The allowed customer's own key and names.
  private let allowed: [[UInt8]]

  private struct Secret: Sendable {
    let bytes: [UInt8]
    let text: String
    let customer: String
  }

  /// Nil for the internal audience, which may know every customer.
  package init?(_ content: Content, audience: Audience) {
    if audience.isInternal { return nil }
    var secrets: [Secret] = []
    var allowed: [[UInt8]] = []
    for customer in content.customers {
      for text in [customer.key] + customer.name.versions.map(\.text) {
        let bytes = Self.folded(Array(text.utf8))
        if audience.includes(customer.key) {
          allowed.append(bytes)
        } else {
          secrets.append(Secret(bytes: bytes, text: text, customer: customer.key))
        }
      }
    }
    // A name that two customers share tells the reader nothing that they may not know.
    self.secrets = secrets.filter { !allowed.contains($0.bytes) }.sorted { $0.bytes.count > $1.bytes.count }
    self.allowed = allowed
  }

  /// The customers whose key or name stands in a file or its path, which the manifest tells: each is an error at the file's path.
  package func findings(in bytes: [UInt8], path: String) -> [Diagnostic] {
    if secrets.isEmpty { return [] }
    var found: Set<String> = []
    var diagnostics: [Diagnostic] = []
    let text = Self.isText(bytes) ? Self.views(of: bytes) : []
    for view in text + [Array(path.utf8)] {
      for secret in secrets where !found.contains(secret.customer) && contains(secret.bytes, in: view) {
        found.insert(secret.customer)
        diagnostics.append(
          Diagnostic(.leak, file: path, "this file names \"\(secret.text)\", a customer that its audience may not know")
        )
      }
    }
    return diagnostics
  }

  /// Told by the bytes, as an asset may have any name: no text has a zero byte, and pictures and fonts do.
  private static func isText(_ bytes: [UInt8]) -> Bool { !bytes.contains(0) }

  /// Whether a secret stands in the text by itself.
  private func contains(_ secret: [UInt8], in text: [UInt8]) -> Bool {
    guard let first = secret.first, secret.count <= text.count else { return false }
    var start = 0
    while let index = text[start...].firstIndex(of: first), index + secret.count <= text.count {
      let range = index..<index + secret.count
      if text[range].elementsEqual(secret), Self.standsAlone(range, text), !isInsideAllowed(range, text) { return true }
      start = index + 1
    }
    return false
  }

  /// Whether the place is part of the allowed customer's own key or name.
  private func isInsideAllowed(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
    allowed.contains { name in
      let earliest = max(0, range.upperBound - name.count)
      guard earliest <= range.lowerBound else { return false }
      return (earliest...range.lowerBound).contains { start in
        let place = start..<start + name.count
        return place.upperBound <= text.count && text[place].elementsEqual(name) && Self.standsAlone(place, text)
      }
    }
  }

  private static func standsAlone(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
    let before = scalar(endingAt: range.lowerBound, text)
    let after = scalar(startingAt: range.upperBound, text)
    return !(before.map(isLetterOrDigit) ?? false) && !(after.map(isLetterOrDigit) ?? false)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func scalar(startingAt index: Int, _ text: [UInt8]) -> Unicode.Scalar? {
    String(decoding: text[index..<min(text.count, index + 4)], as: UTF8.self).unicodeScalars.first
  }

  private static func scalar(endingAt index: Int, _ text: [UInt8]) -> Unicode.Scalar? {
    var start = index - 1
    while start > 0, index - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : String(decoding: text[start..<index], as: UTF8.self).unicodeScalars.last
  }
}

// MARK: - Undoing ways of writing

extension LeakScan {
  /// The text as it is, and after each way of writing it otherwise is undone, one after the other.
  private static func views(of bytes: [UInt8]) -> [[UInt8]] {
    let unfolded = folded(withoutContinuations(bytes))
    let percent = replaced(unfolded, UInt8(ascii: "%"), percentEscape)
    // Twice: a feed holds HTML as text.
    let entities = replaced(
      replaced(percent, UInt8(ascii: "&"), CharacterReference.read), UInt8(ascii: "&"), CharacterReference.read)
    let escapes = replaced(entities, UInt8(ascii: "\\"), jsonEscape)
    return [folded(bytes)]
      + [unfolded, percent, entities, escapes].reduce(into: []) { views, view in
        if views.last != view { views.append(view) }
      }
  }

  /// White space as single spaces, so that a line break within a name does not hide it.
  private static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      if isSpace, result.last == 0x20 { continue }
      result.append(isSpace ? 0x20 : byte)
    }
    return result
  }

  /// Folded lines joined: a line end followed by a space or tab (RFC 5545, 3.1).
  private static func withoutContinuations(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let next = index + 2 < bytes.count ? bytes[index + 2] : 0
      if bytes[index] == 0x0D, bytes[index + 1 < bytes.count ? index + 1 : index] == 0x0A, next == 0x20 || next == 0x09
      {
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The text with every escape that begins with a byte undone.
  /// - Parameter read: the bytes that an escape at an index stands for, and its length; nil where there is none.
  private static func replaced(
    _ bytes: [UInt8], _ start: UInt8, _ read: ([UInt8], Int) -> (bytes: [UInt8], length: Int)?
  ) -> [UInt8] {
    guard bytes.contains(start) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == start, let (value, length) = read(bytes, index) {
        result += value
        index += length
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func hexadecimal(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32? {
    guard range.upperBound <= bytes.count else { return nil }
    return UInt32(String(decoding: bytes[range], as: UTF8.self), radix: 16)
  }

  private static func percentEscape(_ bytes: [UInt8], _ index: Int) -> (bytes: [UInt8], length: Int)? {
    hexadecimal(bytes, index + 1..<index + 3).map { ([UInt8($0)], 3) }
  }

  private static func jsonEscape(_ bytes: [UInt8], _ index: Int) -> (bytes: [UInt8], length: Int)? {
    guard index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return ([0x20], 2)
    case UInt8(ascii: "u"): return unicodeEscape(bytes, index)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: ";"):
      return ([bytes[index + 1]], 2)
    default: return nil
    }
  }

  /// `\uXXXX`, or two of them that make one character.
  private static func unicodeEscape(_ bytes: [UInt8], _ index: Int) -> (bytes: [UInt8], length: Int)? {
    guard let first = hexadecimal(bytes, index + 2..<index + 6) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (Array(String(Character(scalar)).utf8), 6) }
    guard let second = hexadecimal(bytes, index + 8..<index + 12), (0xDC00...0xDFFF).contains(second), first < 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return nil }
    return (Array(String(Character(scalar)).utf8), 12)
  }
}

/// Character references of HTML and XML (HTML Standard, 13.5), those that can stand for a part of a name.
enum CharacterReference {
  /// The character at an `&`, in UTF-8, and the length of the reference; nil where there is none.
  static func read(_ bytes: [UInt8], _ index: Int) -> (bytes: [UInt8], length: Int)? {
    guard let end = bytes[index..<min(bytes.count, index + 12)].firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    let length = end - index + 1
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { (Array(String(Character($0)).utf8), length) }
    }
    return named[name].map { (Array($0.utf8), length) }
  }

  private static let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " "]
}
