import PortalBase

/// For whom a portal is published (contract, section 5, "Audiences").
package enum Audience: Sendable, Hashable {
  /// Everything.
  case `internal`
  /// One customer's records only, without internal notes.
  case customer(String)
  /// Every record, but only what names nobody.
  case `public`

  /// Reads `internal`, `public` or `customer:KEY`; the key is checked where the customers are known.
  package init?(_ name: String) {
    switch name {
    case "internal": self = .internal
    case "public": self = .public
    default:
      guard name.hasPrefix("customer:"), name.utf8.count > 9 else { return nil }
      self = .customer(String(name.dropFirst(9)))
    }
  }

  package var name: String {
    switch self {
    case .internal: "internal"
    case .public: "public"
    case .customer(let key): "customer:" + key
    }
  }

  /// Whether a customer's name may stand on a page.
  func includes(_ customer: String) -> Bool {
    switch self {
    case .internal: true
    case .customer(let key): key == customer
    case .public: false
    }
  }

  package var isInternal: Bool { self == .internal }
  package var isPublic: Bool { self == .public }
}
