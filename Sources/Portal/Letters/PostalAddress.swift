import Exceptions
import Localization
import PortalBase
import Templates

/// A customer's address as the post of its country reads it.
struct PostalAddress {
  let customer: Customer
  let edition: Edition
  /// The country in which the letter is posted; nil where nobody says: then every address names its country.
  let home: String?

  /// The lines for the window, top to bottom, with exactly one honorific where the language has them.
  ///
  /// In Japan the postcode stands first, then the address, the company, the title and the person; elsewhere it is the person
  /// who stands first and the country last (Universal Postal Union, S42).
  func lines(isTitleJoined: Bool = false) -> [String] {
    let address = customer.address
    let isJapan = address.country == "JP"
    let person = person(isTitleJoined: isTitleJoined, isTitleFirst: isJapan)
    let organisation = [organisation]
    var lines =
      isJapan
      ? Self.place(of: address) + organisation + person : person + organisation + Self.place(of: address)
    if address.country != home { lines.append(edition.string(Self.countryKey(address.country))) }
    return lines
  }

  /// The honorific is the person's where there is one, else the organisation's.
  private var organisation: String {
    let name = edition.phrase(customer.name).text
    return customer.contact == nil ? edition.format("letter-to-organisation", ["name": name]) : name
  }

  /// Name and title, in the order of the country, on one line or two.
  private func person(isTitleJoined: Bool, isTitleFirst: Bool) -> [String] {
    guard let contact = customer.contact else { return [] }
    let name = edition.format("letter-to-person", ["name": edition.phrase(contact.name).text])
    guard let title = contact.title.map({ edition.phrase($0).text }) else { return [name] }
    if isTitleJoined { return [isTitleFirst ? "\(title)　\(name)" : "\(name), \(title)"] }
    return isTitleFirst ? [title, name] : [name, title]
  }

  /// The lines of the place with the postcode where the country has it. A code that stands in a line already is not repeated.
  private static func place(of address: Customer.Address) -> [String] {
    var lines = address.lines
    guard let code = address.postalCode, let last = lines.last,
      address.country == "JP"
        || !lines.contains(where: { $0.split(separator: " ").joined(separator: " ").hasSuffix(code) })
    else { return lines }
    switch forms[address.country]?.place ?? .ownLine {
    case .first: return ["〒\(code)"] + lines
    case .beforeTown: lines[lines.count - 1] = "\(code) \(last)"
    case .afterTown: lines[lines.count - 1] = "\(last) \(code)"
    case .ownLine: lines.append(code)
    }
    return lines
  }

  // MARK: - Rules of countries

  private enum CodePlace: Sendable {
    case first, beforeTown, afterTown, ownLine
  }

  /// Where the postcode of a country stands and how it looks: `9` a digit, `A` a capital letter, all else itself (Universal Postal
  /// Union, addressing systems). Countries that are not named may have any, or none, on a line of its own.
  private static let forms: [String: (place: CodePlace, looks: [String])] = [
    "JP": (.first, ["999-9999"]), "US": (.afterTown, ["99999", "99999-9999"]), "CA": (.afterTown, ["A9A 9A9"]),
    "AU": (.afterTown, ["9999"]), "NZ": (.afterTown, ["9999"]), "SG": (.afterTown, ["999999"]),
    "KR": (.ownLine, ["99999"]), "IN": (.afterTown, ["999999", "999 999"]), "CN": (.beforeTown, ["999999"]),
    "DE": (.beforeTown, ["99999"]), "FR": (.beforeTown, ["99999"]), "ES": (.beforeTown, ["99999"]),
    "IT": (.beforeTown, ["99999"]), "NL": (.beforeTown, ["9999 AA"]), "CH": (.beforeTown, ["9999"]),
    "AT": (.beforeTown, ["9999"]), "BE": (.beforeTown, ["9999"]), "DK": (.beforeTown, ["9999"]),
    "SE": (.beforeTown, ["999 99"]),
    "GB": (.ownLine, ["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"]),
  ]

  private static func countryKey(_ country: String) -> String { "country-" + country }

  /// What a post office or an envelope's window would object to; nil where nothing is wrong.
  func problem(in profile: WindowProfile) -> String? {
    let address = customer.address
    if let problem = Self.problemOfCode(address) { return problem }
    if address.country != home, !edition.has(Self.countryKey(address.country)) {
      return "is abroad, and \(edition.locale.file) has no name for the country: "
        + "add \"\(Self.countryKey(address.country))\""
    }
    if AddressFit(self, in: profile) == nil {
      return
        "has \(lines(isTitleJoined: true).count) lines with the recipient, more than the window \"\(profile.name)\" can show; "
        + "shorten or join lines"
    }
    return nil
  }

  private static func problemOfCode(_ address: Customer.Address) -> String? {
    guard let looks = forms[address.country]?.looks else { return nil }
    guard let code = address.postalCode else {
      return "has no postal code, which addresses in \(address.country) need"
    }
    if looks.contains(where: { matches(code, $0) }) { return nil }
    return "has the postal code \"\(code)\"; in \(address.country) it looks like \(looks.joined(separator: " or "))"
  }

  private static func matches(_ code: String, _ form: String) -> Bool {
    guard code.utf8.count == form.utf8.count else { return false }
    return zip(code.utf8, form.utf8).allSatisfy { byte, sign in
      switch sign {
      case UInt8(ascii: "9"): isASCIIDigit(byte)
      case UInt8(ascii: "A"): (0x41...0x5A).contains(byte)
      default: byte == sign
      }
    }
  }
}
