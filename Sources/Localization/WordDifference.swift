/// A run of words that two texts share, or that only one of them has.
package struct WordChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case same, removed, added
  }

  package let kind: Kind
  package let text: String
}
