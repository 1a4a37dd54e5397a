import PortalBase

extension Locale {
  /// Compares the interface strings of all locales with those that templates and pages use: a missing string is an error, an
  /// unused one a warning. A placeholder that only one of a string and its original in the source language has is an error.
  /// - Parameters:
  ///   - locales: the source language first.
  ///   - used: the keys that templates and pages name.
  package static func check(_ locales: [Locale], used: Set<String>) -> [Diagnostic] {
    guard let source = locales.first else { return [] }
    return locales.flatMap { locale in
      locale.missing(used) + locale.unused(used)
        + (locale.tag == source.tag ? [] : locale.placeholders(against: source))
    }.sorted()
  }

  private func missing(_ used: Set<String>) -> [Diagnostic] {
    let unused = messages.keys.filter { !used.contains($0) }.sorted()
    return used.subtracting(messages.keys).sorted().map { key in
      Diagnostic(
        .missingString, file: file, at: stringsLocation,
        "the interface string \"\(key)\" is missing in \(tag)\(suggestion(for: key, in: unused)); "
          + "pages and templates use it")
    }
  }

  private func unused(_ used: Set<String>) -> [Diagnostic] {
    let missing = used.subtracting(messages.keys)
    return messages.keys.filter { !used.contains($0) }.sorted().map { key in
      Diagnostic(
        .unusedString, file: file, at: messages[key]?.location ?? stringsLocation,
        "no page and no template uses the interface string \"\(key)\"; remove it"
          + suggestion(for: key, in: missing))
    }
  }

  /// A plural form may leave `{n}` out ("one month"), but no form may name what the source language's string does not.
  private func placeholders(against source: Locale) -> [Diagnostic] {
    messages.keys.sorted().compactMap { key in
      guard let message = messages[key], let other = source.messages[key] else { return nil }
      let wanted = other.argumentNames
      let extra = message.argumentNames.subtracting(wanted)
      let lost = wanted.subtracting(message.other.argumentNames)
      guard let name = extra.min() ?? lost.min() else { return nil }
      let problem =
        extra.isEmpty ? "lacks {\(name)}, which \(source.tag) has" : "has {\(name)}, which \(source.tag) has not"
      return Diagnostic(
        .stringPlaceholder, file: file, at: message.location, "the interface string \"\(key)\" \(problem)")
    }
  }
}

extension Message {
  /// All placeholders of all forms.
  package var argumentNames: Set<String> {
    forms.values.reduce(into: other.argumentNames) { $0.formUnion($1.argumentNames) }
  }
}
