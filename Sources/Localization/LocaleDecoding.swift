import PortalBase

extension Locale {
  /// Reads a locale file. Nil where anything in it is wrong; which strings it needs is for `check` to say.
  /// - Parameter tag: the language, from the file's name.
  package static func decode(_ file: SourceFile, _ tag: LanguageTag) -> (locale: Locale?, diagnostics: [Diagnostic]) {
    var decoder = LocaleDecoder(file: file)
    let locale = decoder.locale(file, tag)
    let isSound = !decoder.problems.hasErrors
    return (isSound ? locale : nil, decoder.problems.diagnostics)
  }
}

/// Decodes the parts of one locale file.
private struct LocaleDecoder {
  var problems: FileProblems
  let index: LineIndex

  init(file: SourceFile) {
    problems = FileProblems(file: file.path, bytes: file.bytes)
    index = LineIndex(file.bytes)
  }

  mutating func locale(_ file: SourceFile, _ tag: LanguageTag) -> Locale? {
    let (json, found) = JSONReader.read(file.bytes)
    problems.report(found)
    guard let json, var reader = ObjectReader(json, "the locale", &problems, known: ["$schema"]) else { return nil }
    let name = problems.line(reader.required("name", &problems), "name")
    let direction = problems.name(
      reader.required("direction", &problems), "direction", among: Locale.Direction.allCases.map(\.rawValue))
    let dates = dates(reader.required("dates", &problems))
    let plurals = problems.name(
      reader.required("plurals", &problems), "plural rule", among: PluralRule.allCases.map(\.rawValue)
    ).flatMap(PluralRule.init(rawValue:))
    let strings = reader.required("strings", &problems)
    reader.finish(&problems)
    guard let strings else { return nil }
    let messages = messages(strings, plurals)
    guard let name, let direction = direction.flatMap(Locale.Direction.init(rawValue:)), let dates, let plurals else {
      return nil
    }
    return Locale(
      tag: tag, file: file.path, name: name, direction: direction, dates: dates, plurals: plurals,
      messages: messages, stringsLocation: index.location(of: strings.offset))
  }

  /// The interface strings: each a text, or an object with a text for every plural category of the language.
  private mutating func messages(_ json: JSON, _ plurals: PluralRule?) -> [String: Message] {
    // Any key is welcome here; the reader tells of duplicates, and of a value that is no object.
    guard ObjectReader(json, "\"strings\"", &problems) != nil, let members = json.object else { return [:] }
    var messages: [String: Message] = [:]
    for member in members {
      if let message = message(member.value, member.key, member.keyOffset, plurals) { messages[member.key] = message }
    }
    return messages
  }

  private mutating func message(_ json: JSON, _ key: String, _ offset: Int, _ plurals: PluralRule?) -> Message? {
    let location = index.location(of: offset)
    guard json.object != nil else {
      guard let form = form(json, key) else { return nil }
      return Message(other: form, forms: [:], location: location)
    }
    guard var reader = ObjectReader(json, "\"\(key)\"", &problems) else { return nil }
    var forms: [PluralCategory: Message.Form] = [:]
    let needed = plurals?.categories ?? [.other]
    for category in PluralCategory.allCases where needed.contains(category) {
      guard let value = reader.required(named: category.rawValue, &problems) else { continue }
      forms[category] = form(value, "\(key).\(category.rawValue)")
    }
    if plurals != nil { reader.finish(&problems) }
    guard let other = forms.removeValue(forKey: .other) else { return nil }
    return Message(other: other, forms: forms, location: location)
  }

  private mutating func form(_ json: JSON, _ what: String) -> Message.Form? {
    guard let text = problems.line(json, what) else { return nil }
    if let form = Message.Form(text) { return form }
    problems.report(
      .invalidPlaceholder, at: json.offset,
      "\"\(what)\" has a brace that is no placeholder; write {name}, with letters, digits and hyphens")
    return nil
  }
}

// The words for days.
extension LocaleDecoder {
  private mutating func dates(_ json: JSON?) -> DateWords? {
    guard let json, var reader = ObjectReader(json, "\"dates\"", &problems) else { return nil }
    let months = names(reader.required("months", &problems), "months", count: 12)
    let shortMonths = names(reader.optional("shortMonths"), "shortMonths", count: 12)
    let weekdays = names(reader.required("weekdays", &problems), "weekdays", count: 7)
    let shortWeekdays = names(reader.optional("shortWeekdays"), "shortWeekdays", count: 7)
    let digits = names(reader.optional("digits"), "digits", count: 10)
    let eras = eras(reader.optional("eras"))
    var patterns: [DateStyle: [DateWords.Part]] = [:]
    for style in DateStyle.allCases {
      // A language without eras needs no pattern for them: such a day is then written in the long form.
      let value =
        style == .era ? reader.optional(named: style.rawValue) : reader.required(named: style.rawValue, &problems)
      if let value { patterns[style] = pattern(value, style.rawValue) }
    }
    reader.finish(&problems)
    guard let months, let weekdays else { return nil }
    return DateWords(
      months: months, shortMonths: shortMonths ?? months, weekdays: weekdays,
      shortWeekdays: shortWeekdays ?? weekdays, patterns: patterns, eras: eras, digits: digits)
  }

  private mutating func names(_ json: JSON?, _ what: String, count: Int) -> [String]? {
    guard let json, let items = problems.array(json, what) else { return nil }
    guard items.count == count else {
      problems.report(.invalidValue, at: json.offset, "\"\(what)\" must have \(count) items, not \(items.count)")
      return nil
    }
    let names = items.enumerated().compactMap { problems.line($1, "\(what)[\($0)]") }
    return names.count == count ? names : nil
  }

  private mutating func eras(_ json: JSON?) -> [DateWords.Era] {
    guard let items = problems.array(json, "eras") else { return [] }
    var eras: [DateWords.Era] = []
    for item in items {
      guard var reader = ObjectReader(item, "an era", &problems) else { continue }
      let name = problems.line(reader.required("name", &problems), "name")
      let from = problems.string(reader.required("from", &problems), "from")
      let firstYear = problems.line(reader.optional("firstYear"), "firstYear")
      reader.finish(&problems)
      guard let name, let from else { continue }
      // An era may have begun before 1900, so this is not a day of the portal.
      guard let day = historicDay(from) else {
        problems.report(.invalidDay, at: item.offset, "\"from\" is \"\(from)\", which is no day; write YYYY-MM-DD")
        continue
      }
      eras.append(DateWords.Era(name: name, from: day, firstYear: firstYear))
    }
    return eras.sorted { $0.from > $1.from }
  }

  private func historicDay(_ text: String) -> Day? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, text.utf8.count == 10 else { return nil }
    return Day(year: parts[0], month: parts[1], day: parts[2])
  }

  private mutating func pattern(_ json: JSON, _ what: String) -> [DateWords.Part]? {
    guard let text = problems.line(json, what) else { return nil }
    guard let form = Message.Form(text) else {
      problems.report(.invalidPlaceholder, at: json.offset, "\"\(what)\" has a brace that is no placeholder")
      return nil
    }
    let fields = DateWords.Field.allCases.map(\.rawValue)
    return form.parts.compactMap { part in
      switch part {
      case .literal(let text): return .literal(text)
      case .argument(let name):
        if let field = DateWords.Field(rawValue: name) { return .field(field) }
        let list = fields.map { "{\($0)}" }.joined(separator: ", ")
        problems.report(
          .invalidPlaceholder, at: json.offset,
          "\"\(what)\" has an unknown placeholder {\(name)}\(suggestion(for: name, in: fields)); use \(list)")
        return nil
      }
    }
  }
}
