/// Codes of the problems that any of the JSON files can have.
extension Diagnostic.Code {
  package static let invalidJSON = Self(
    "invalid-json", .error, "The file is not JSON (RFC 8259). Nothing in it could be read; correct the place named.")
  package static let jsonTooDeep = Self(
    "json-too-deep", .error, "The JSON is nested deeper than any of Waiver's files needs. Remove levels of nesting.")
  package static let jsonTooLarge = Self(
    "json-too-large", .error,
    "The JSON has more values than Waiver reads from one file. Divide it into several files.")
  package static let tooManyProblems = Self(
    "too-many-problems", .error,
    "A file has more problems than are told in one run. Put the first ones right; what comes after this place was not checked."
  )
  package static let textTooLong = Self(
    "text-too-long", .error, "A text is longer than anybody reads. Put it into a policy document, and link to that.")
  package static let invalidCharacter = Self(
    "invalid-character", .error, "A text holds U+0000 or half of a surrogate pair, which no page can show. Remove it.")
  package static let controlCharacter = Self(
    "control-character", .warning, "A text holds a control character; it is shown as U+FFFD. Remove it.")
  package static let unknownKey = Self(
    "unknown-key", .error,
    "An object has a key that Waiver does not know, often a slip of the pen. Correct or remove it.")
  package static let duplicateKey = Self(
    "duplicate-key", .error, "An object has a key twice, so one of the values would be lost. Remove one.")
  package static let missingKey = Self(
    "missing-key", .error, "An object lacks a key that it needs. Add it.")
  package static let wrongType = Self(
    "wrong-type", .error, "A value is of another type than its key needs, say a number where a text belongs.")
  package static let invalidValue = Self(
    "invalid-value", .error, "A value has the right type but is not one of those allowed here.")
  package static let invalidDay = Self(
    "invalid-day", .error, "A day is not written YYYY-MM-DD, does not exist, or lies outside 1900 to 2199.")
  package static let blankText = Self(
    "blank-text", .error, "A text that a reader needs is blank. Write it, or remove the key if it is optional.")
  package static let lineEnd = Self(
    "line-end-in-text", .error, "A text of one line contains a line end. Write it on one line.")
  package static let unknownLocale = Self(
    "unknown-locale", .error,
    "A text or setting names a locale that the portal does not have. Correct it, or add the locale to portal.json.")
  package static let missingSourceLanguage = Self(
    "missing-source-language", .error,
    "A text by locale lacks the source language, the first of portal.json's locales. Add it.")

  /// For the list of all codes.
  package static let json: [Self] = [
    invalidJSON, jsonTooDeep, jsonTooLarge, tooManyProblems, textTooLong, invalidCharacter, controlCharacter,
    unknownKey, duplicateKey, missingKey, wrongType,
    invalidValue, invalidDay, blankText, lineEnd, unknownLocale, missingSourceLanguage,
  ]
}

/// Collects the problems of one file while it is decoded, by byte offset; `diagnostics` tells their places.
package struct FileProblems: Sendable {
  package struct Entry: Sendable {
    let offset: Int
    let code: Diagnostic.Code
    let message: String
    let record: String?
  }

  package let file: String
  package let bytes: [UInt8]
  package private(set) var entries: [Entry] = []
  /// How many of the problems are errors.
  package private(set) var errorCount = 0
  /// Named in the problems reported from here on: the record that is being decoded.
  package var record: String?
  /// How many problems of one file are told: many more than anybody reads, and few enough that no file fills the memory.
  package static let mostTold = 100_000
  /// Where the first problem stands that is not told.
  private var firstUntold: Int?

  /// Whether no more can be told. What comes after need not be decoded, as there are errors anyway.
  package var isFull: Bool { firstUntold != nil }

  /// Lists for the names of keys, used again by one object after the other as they are.
  private var spareNames: [[StaticString]] = []
  /// What the texts of the JSON text that is being decoded keep.
  private var texts: (json: JSONText, file: TextFile)?

  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// What the texts keep that stand in the same JSON text.
  mutating func textFile(_ json: JSON, _ rules: TextRules) -> TextFile {
    if let texts, texts.json === json.text, texts.file.languages == rules.languages { return texts.file }
    let file = TextFile(json.text.bytes, rules.languages)
    texts = (json.text, file)
    return file
  }

  /// A list, of which nothing counts yet.
  fileprivate mutating func takeNames() -> [StaticString] { spareNames.popLast() ?? [] }

  fileprivate mutating func giveBack(_ names: consuming [StaticString]) { spareNames.append(names) }

  package mutating func report(_ code: Diagnostic.Code, at offset: Int, _ message: String) {
    if entries.count < Self.mostTold {
      entries.append(Entry(offset: offset, code: code, message: message, record: record))
    } else {
      skip(at: offset)
    }
    if code.severity == .error { errorCount += 1 }
  }

  /// Notes that something was not looked at, as there are too many problems before it.
  package mutating func skip(at offset: Int) {
    firstUntold = min(firstUntold ?? offset, offset)
    errorCount += 1
  }

  /// Adds what the JSON reader found.
  package mutating func report(_ problems: [JSONProblem]) {
    for problem in problems {
      let code: Diagnostic.Code =
        switch problem.kind {
        case .notJSON: .invalidJSON
        case .tooDeep: .jsonTooDeep
        case .tooLarge: .jsonTooLarge
        case .loneSurrogate, .nul: .invalidCharacter
        }
      report(code, at: problem.offset, problem.message)
    }
  }

  package var hasErrors: Bool { errorCount > 0 }

  /// With line and column; the file is indexed only if there is something to tell.
  package var diagnostics: [Diagnostic] {
    if entries.isEmpty { return [] }
    var cursor = LineCursor(bytes)
    var told = entries
    if let firstUntold {
      told.append(
        Entry(
          offset: firstUntold, code: .tooManyProblems,
          message: "the file has more than \(Self.mostTold) problems; what follows was not checked", record: nil))
    }
    return told.sorted { $0.offset < $1.offset }.map {
      Diagnostic($0.code, file: file, at: cursor.location(of: $0.offset), $0.message, record: $0.record)
    }
  }
}

/// What decoding a text by locale must know of the portal. A reference, because every text is checked by it.
package final class TextRules: Sendable {
  package let source: LanguageTag
  package let locales: [LanguageTag]
  /// The source language first.
  let languages: [LanguageTag]
  /// Of the locales.
  let names: [String]

  package init(locales: [LanguageTag]) {
    self.locales = locales
    source = locales.first ?? LanguageTag("en")
    languages = locales.isEmpty ? [source] : locales
    names = locales.map(\.name)
  }

  /// The same, with lists of its own: threads that count references to the same ones wait for each other.
  package func copy() -> TextRules { TextRules(locales: locales.map { $0 }) }
}

/// Reads the members of one JSON object, once each. Everything wrong is reported to `problems` and answered with nil; `finish`
/// reports the keys that nobody asked for.
package struct ObjectReader: ~Copyable {
  package let offset: Int
  private let json: JSON
  /// The keys that were asked for: so many of the list. Most are written in the program, and cost nothing to be noted.
  private var known: [StaticString]
  private var knownCount = 0
  /// Other keys that were asked for, or may be there.
  private var others: [String]
  /// What the object is, for messages: "a record", "an event of kind \"approved\"".
  private let name: String
  /// Which members were asked for, as bits: the first 64 of them.
  private var asked: UInt64 = 0
  /// Where the next key that is asked for probably stands.
  private var place: JSONText.KeyPlace
  /// A bit for each key that is there; nil where a key may stand twice: then the first counts.
  private let keyBits: UInt64?

  /// Nil, with a report, where the value is no object. Duplicate keys are reported here.
  package init?(_ json: JSON, _ name: String, _ problems: inout FileProblems, known: [String] = []) {
    if problems.isFull {
      problems.skip(at: json.offset)
      return nil
    }
    guard json.isObject else {
      problems.report(.wrongType, at: json.offset, "\(name) must be an object, not \(json.kindName)")
      return nil
    }
    self.name = name
    self.json = json
    self.known = problems.takeNames()
    others = known
    offset = json.offset
    place = JSONText.KeyPlace(firstOf: json.index)
    keyBits = json.text.keyBits(json.index)
    if keyBits == nil { reportDuplicates(&problems) }
  }

  private func reportDuplicates(_ problems: inout FileProblems) {
    let text = json.text
    for key in text.repeatedKeys(of: json.index) where !problems.isFull {
      problems.report(
        .duplicateKey, at: text.nodes[key].offset, "the key \"\(text.string(key))\" stands twice in \(name)")
    }
  }

  /// The value of an optional key. `null` counts as a value, so it is of the wrong type everywhere.
  package mutating func optional(_ key: StaticString) -> JSON? {
    if knownCount < known.count { known[knownCount] = key } else { known.append(key) }
    knownCount += 1
    return value(UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
  }

  /// The same of a key that the program works out.
  package mutating func optional(named key: String) -> JSON? {
    others.append(key)
    var key = key
    return key.withUTF8 { value($0) }
  }

  private mutating func value(_ key: UnsafeBufferPointer<UInt8>) -> JSON? {
    if let keyBits, keyBits & JSONText.bit(of: key) == 0 { return nil }
    let start = keyBits == nil ? JSONText.KeyPlace(firstOf: json.index) : place
    guard let found = json.text.key(key, of: json.index, from: start) else { return nil }
    asked |= 1 << UInt64(found.number)
    place.node = json.text.nodes[found.node + 1].next
    place.number = found.number + 1
    return JSON(json.text, found.node + 1)
  }

  /// Whether the key is there, whatever its value; it counts as known from now on.
  package mutating func has(_ key: StaticString) -> Bool { optional(key) != nil }

  /// The value of a key that must be there; a missing one is reported at the object's opening brace.
  package mutating func required(_ key: StaticString, _ problems: inout FileProblems) -> JSON? {
    if let value = optional(key) { return value }
    reportMissing("\(key)", &problems)
    return nil
  }

  /// The same of a key that the program works out.
  package mutating func required(named key: String, _ problems: inout FileProblems) -> JSON? {
    if let value = optional(named: key) { return value }
    reportMissing(key, &problems)
    return nil
  }

  private func reportMissing(_ key: String, _ problems: inout FileProblems) {
    problems.report(.missingKey, at: offset, "\(name) needs the key \"\(key)\"")
  }

  /// Reports the keys that nobody asked for, each with the nearest known one. It is the last that is asked of the reader.
  package mutating func finish(_ problems: inout FileProblems) {
    reportUnknown(&problems)
    var names: [StaticString] = []
    swap(&names, &known)
    problems.giveBack(names)
  }

  private func reportUnknown(_ problems: inout FileProblems) {
    let text = json.text
    if asked.nonzeroBitCount == text.nodes[json.index].length { return }
    let known = others + known[..<knownCount].map { "\($0)" }
    var bit: UInt64 = 1
    for key in json.keys {
      let wasAsked = asked & bit != 0
      bit <<= 1
      if wasAsked || known.contains(where: { text.equals(key, $0) }) { continue }
      let (key, place) = (text.string(key), text.nodes[key].offset)
      if problems.isFull { return problems.skip(at: place) }
      let tail = suggestion(for: key, in: known)
      problems.report(.unknownKey, at: place, "unknown key \"\(key)\" in \(name)\(tail)")
    }
  }
}
