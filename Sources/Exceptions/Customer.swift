import PortalBase

/// A customer (`content/customers.json`): whose exception it is, and where letters go.
package struct Customer: Sendable, Hashable {
  package struct Address: Sendable, Hashable {
    package let lines: [String]
    package let postalCode: String?
    /// ISO 3166-1, two letters.
    package let country: String

    package init(lines: [String], postalCode: String?, country: String) {
      self.lines = lines
      self.postalCode = postalCode
      self.country = country
    }
  }

  package struct Contact: Sendable, Hashable {
    package let name: LocalizedText
    package let title: LocalizedText?
  }

  package let key: String
  package let name: LocalizedText
  /// The language of letters.
  package let locale: LanguageTag
  package let address: Address
  /// Without a contact, letters go to the organisation.
  package let contact: Contact?
  /// Where the address begins in `customers.json`, in bytes.
  package let addressOffset: Int

  package init(
    key: String, name: LocalizedText, locale: LanguageTag, address: Address, contact: Contact?, addressOffset: Int
  ) {
    self.key = key
    self.name = name
    self.locale = locale
    self.address = address
    self.contact = contact
    self.addressOffset = addressOffset
  }
}
