import PortalBase

/// `content/portal.json`: what this portal is called, in which languages it speaks, and how its letters are sent.
package struct PortalSettings: Sendable {
  package struct Letters: Sendable {
    package let window: String
    package let windowLocation: SourceLocation
    package let senderName: LocalizedText
    /// The sender's address, one text a line.
    package let senderAddress: [LocalizedText]
    package let senderContact: LocalizedText
  }

  package let title: LocalizedText
  package let service: LocalizedText
  package let provider: LocalizedText
  /// Absolute, with a slash at its end.
  package let baseURL: String?
  /// `authority,date` of `tag:` ids (RFC 4151, section 2.1).
  package let tagAuthority: String?
  /// The first is the source language.
  package let locales: [LanguageTag]
  package let localeLocations: [SourceLocation]
  /// A name of the time zone database.
  package let timeZone: String
  package let pinnedDay: Day?
  package let pinnedDayLocation: SourceLocation?
  package let audience: String?
  package let audienceLocation: SourceLocation?
  /// An address with `{locale}`, under which documents stand that the portal does not have.
  package let externalDocuments: String?
  package let letters: Letters

  package var sourceLanguage: LanguageTag { locales[0] }
  package var textRules: TextRules { TextRules(locales: locales) }

  package static let path = "content/portal.json"
}

extension PortalSettings {
  /// - Parameter isTimeZone: whether a name is in the time zone database; the database is the caller's.
  /// - Returns: nil where something that everything needs is missing or wrong; every problem is a diagnostic. Settings with an error
  /// elsewhere are given, so that the rest of the portal is checked in the same run; nothing is published then.
  package static func decode(
    _ file: SourceFile, isTimeZone: (String) -> Bool
  ) -> (settings: PortalSettings?, diagnostics: [Diagnostic]) {
    var problems = FileProblems(file: file.path, bytes: file.bytes)
    let (json, jsonProblems) = JSONReader.read(file.bytes)
    problems.report(jsonProblems)
    guard let json else { return (nil, problems.diagnostics) }
    let settings = decode(json, isTimeZone, &problems)
    return (settings, problems.diagnostics)
  }

  private static func decode(
    _ json: JSON, _ isTimeZone: (String) -> Bool, _ problems: inout FileProblems
  ) -> PortalSettings? {
    guard var object = ObjectReader(json, "the portal's settings", &problems, known: ["$schema"]) else { return nil }
    let index = LineIndex(problems.bytes)
    let localeItems = problems.array(object.required("locales", &problems), "locales", atLeast: 1)
    let locales = localeItems.map { decodeLocales($0, &problems) } ?? []
    let rules = TextRules(locales: locales)
    // Without the right locales no text can be judged, and every text would be reported.
    guard !locales.isEmpty, !problems.hasErrors else { return nil }
    let title = problems.text(object.required("title", &problems), "title", rules)
    let service = problems.text(object.required("service", &problems), "service", rules)
    let provider = problems.text(object.required("provider", &problems), "provider", rules)
    let baseURL = decodeURL(object.optional("baseURL"), "baseURL", &problems, isFolder: true)
    let tagAuthority = decodeTagAuthority(object.optional("tagAuthority"), &problems)
    let timeZone = decodeTimeZone(object.required("timeZone", &problems), isTimeZone, &problems)
    let dayJSON = object.optional("asOf")
    let day = problems.day(dayJSON, "asOf")
    let audienceJSON = object.optional("audience")
    let audience = problems.string(audienceJSON, "audience")
    let external = decodeURL(object.optional("externalDocuments"), "externalDocuments", &problems)
    let letters = decodeLetters(object.required("letters", &problems), rules, index, &problems)
    object.finish(&problems)
    guard let title, let service, let provider, let timeZone, let letters else { return nil }
    return PortalSettings(
      title: title, service: service, provider: provider, baseURL: baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" },
      tagAuthority: tagAuthority, locales: locales,
      localeLocations: (localeItems ?? []).map { index.location(of: $0.offset) }, timeZone: timeZone,
      pinnedDay: day, pinnedDayLocation: dayJSON.map { index.location(of: $0.offset) }, audience: audience,
      audienceLocation: audienceJSON.map { index.location(of: $0.offset) }, externalDocuments: external,
      letters: letters)
  }

  private static func decodeLocales(_ items: [JSON], _ problems: inout FileProblems) -> [LanguageTag] {
    var locales: [LanguageTag] = []
    for item in items {
      guard let name = problems.string(item, "locales") else { continue }
      let tag = LanguageTag(name)
      if !tag.isWellFormed {
        problems.report(
          .invalidValue, at: item.offset,
          "\"\(name)\" is no language tag; write one like \"en\", \"ja\" or \"zh-Hant\" (BCP 47)")
      } else if locales.contains(where: { $0.name.lowercased() == name.lowercased() }) {
        problems.report(.invalidValue, at: item.offset, "the locale \"\(name)\" stands twice in \"locales\"")
      } else {
        locales.append(tag)
      }
    }
    return locales
  }

  /// An address on the web, `http` or `https`, without white space.
  /// - Parameter isFolder: whether paths are put behind it, so that it has no query and no fragment.
  private static func decodeURL(
    _ json: JSON?, _ what: String, _ problems: inout FileProblems, isFolder: Bool = false
  ) -> String? {
    guard let json, let text = problems.line(json, what) else { return nil }
    let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
    let isClean = text.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && !"\"<>\\^`|".unicodeScalars.contains($0)
    }
    let isBase = !isFolder || !text.contains { $0 == "?" || $0 == "#" }
    if isWeb, isClean, isBase, text.split(separator: "/").count > 1 { return text }
    problems.report(
      .invalidValue, at: json.offset, "\"\(what)\" must be an address such as https://portal.example/, not \"\(text)\"")
    return nil
  }

  /// `authority,date` by RFC 4151: a domain name or mail address, and a year, month or day.
  private static func decodeTagAuthority(_ json: JSON?, _ problems: inout FileProblems) -> String? {
    guard let json, let text = problems.line(json, "tagAuthority") else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let isName =
      parts.first.map { name in
        !name.isEmpty && name.utf8.allSatisfy { isASCIILetterOrDigit($0) || "-._@".utf8.contains($0) }
      } ?? false
    let isDate =
      parts.count == 2 && [4, 7, 10].contains(parts[1].utf8.count)
      && parts[1].utf8.allSatisfy { isASCIIDigit($0) || $0 == UInt8(ascii: "-") }
    if isName, isDate { return text }
    problems.report(
      .invalidValue, at: json.offset,
      "\"tagAuthority\" must be a domain and a date, such as \"example.org,2026\" (RFC 4151)")
    return nil
  }

  private static func decodeTimeZone(
    _ json: JSON?, _ isTimeZone: (String) -> Bool, _ problems: inout FileProblems
  ) -> String? {
    guard let json, let name = problems.line(json, "timeZone") else { return nil }
    if isTimeZone(name) { return name }
    problems.report(
      .invalidValue, at: json.offset, "unknown time zone \"\(name)\"; use a name such as \"Asia/Tokyo\" or \"UTC\"")
    return nil
  }

  private static func decodeLetters(
    _ json: JSON?, _ rules: TextRules, _ index: LineIndex, _ problems: inout FileProblems
  ) -> Letters? {
    guard let json, var object = ObjectReader(json, "\"letters\"", &problems) else { return nil }
    let windowJSON = object.required("window", &problems)
    let window = problems.line(windowJSON, "window")
    let senderJSON = object.required("sender", &problems)
    object.finish(&problems)
    guard let senderJSON, var sender = ObjectReader(senderJSON, "\"sender\"", &problems) else { return nil }
    let name = problems.text(sender.required("name", &problems), "name", rules)
    let lines = problems.array(sender.required("address", &problems), "address", atLeast: 1)
    let address = (lines ?? []).compactMap { problems.text($0, "address", rules) }
    let contact = problems.text(sender.required("contact", &problems), "contact", rules)
    sender.finish(&problems)
    guard let window, let windowJSON, let name, let contact, lines != nil else { return nil }
    return Letters(
      window: window, windowLocation: index.location(of: windowJSON.offset), senderName: name,
      senderAddress: address, senderContact: contact)
  }
}
