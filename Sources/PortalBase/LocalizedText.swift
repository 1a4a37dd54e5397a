/// A text in one or more languages, as `portal.json`, `policy.json`, `customers.json` and records carry it: a string
/// (in the source language) or an object by locale. It always has the source language, which stands first.
///
/// It is a place in the bytes of its file, which it keeps: of the texts of very many records hardly any is asked for while a portal is
/// loaded, so strings are made when they are asked for.
package struct LocalizedText: Sendable {
  package struct Version: Sendable, Hashable {
    package let language: LanguageTag
    package let text: String

    package init(_ language: LanguageTag, _ text: String) {
      self.language = language
      self.text = text
    }
  }

  private let file: TextFile
  private let source: TextPlace
  /// The second version; nothing but its language where there is none.
  private let second: TextPlace

  /// Texts of a file; where they are in more than two languages, the file has the places of the others.
  init(_ source: TextPlace, _ second: TextPlace? = nil, of file: TextFile, isPlain: Bool = true) {
    self.source = source.marked(isPlain)
    self.second = second ?? TextPlace(at: 0, length: 0)
    self.file = file
  }

  package init(source: Version, others: [Version] = [], isPlain: Bool = true) {
    var bytes: [UInt8] = []
    let versions = [source] + (others.count > 1 ? others.sorted { $0.language < $1.language } : others)
    let places = versions.indices.map { index in
      defer { bytes += versions[index].text.utf8 }
      return TextPlace(at: bytes.count, length: versions[index].text.utf8.count, language: index)
    }
    let file = TextFile(bytes, versions.map(\.language), more: Array(places.dropFirst(2)))
    self.init(places[0], places.dropFirst().first, of: file, isPlain: isPlain && others.isEmpty)
  }

  /// Whether the JSON had a bare string: kept so that data files show the text as the record has it.
  package var isPlain: Bool { source.isMarked }

  /// The source language first, the others by name.
  package var versions: [Version] {
    var versions = [file.version(source)]
    if second.language > 0 { versions.append(file.version(second)) }
    for place in file.more { versions.append(file.version(place)) }
    return versions
  }

  /// The text in a language, else in the source language: the version says which one it is, so that a page can mark it.
  package func version(in language: LanguageTag) -> Version { file.version(place(in: language) ?? source) }

  /// Calls the body with the text in a language as UTF-8, else in the source language, and with the language that it is in.
  package func withUTF8<Result>(
    in language: LanguageTag, _ body: (UnsafeBufferPointer<UInt8>, LanguageTag) -> Result
  ) -> Result {
    let place = place(in: language) ?? source
    return file.withUTF8(place) { body($0, file.languages[place.language]) }
  }

  /// Calls the body with the text in the source language as UTF-8.
  package func withSourceUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    file.withUTF8(source, body)
  }

  /// Calls the body with every version as UTF-8, in the order of `versions`.
  package func forEachUTF8(_ body: (UnsafeBufferPointer<UInt8>, LanguageTag) -> Void) {
    func tell(_ place: TextPlace) { file.withUTF8(place) { body($0, file.languages[place.language]) } }
    tell(source)
    if second.language > 0 { tell(second) }
    file.more.forEach(tell)
  }

  /// Where the text stands, among those of one record: each of them has another place.
  package var identity: Identity { Identity(file: ObjectIdentifier(file), start: source.bytes.lowerBound) }

  /// See `identity`. Who compares very many compares the parts.
  package struct Identity: Hashable, Sendable {
    package let file: ObjectIdentifier
    package let start: Int
  }

  package func has(_ language: LanguageTag) -> Bool { place(in: language) != nil }

  private func place(in language: LanguageTag) -> TextPlace? {
    if second.language > 0, file.languages[second.language] == language { return second }
    if let place = file.more.first(where: { file.languages[$0.language] == language }) { return place }
    return file.languages[source.language] == language ? source : nil
  }
}

extension LocalizedText: Hashable {
  package static func == (a: LocalizedText, b: LocalizedText) -> Bool {
    a.isPlain == b.isPlain && a.versions == b.versions
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(versions) }
}

/// Where a text stands in a file, and in which language. It is small, as there are very many.
struct TextPlace: Sendable {
  private let start: UInt32
  /// The length, and in the two highest bits what else is known.
  private var word: UInt32
  private let storedLanguage: UInt16

  private static let escapes: UInt32 = 1 << 31
  private static let mark: UInt32 = 1 << 30

  /// - Parameters:
  ///   - hasEscapes: whether it is written with the escapes of JSON.
  ///   - language: the language's place in the list of the file.
  init(at start: Int, length: Int, hasEscapes: Bool = false, language: Int = 0) {
    self.start = UInt32(truncatingIfNeeded: start)
    word = UInt32(truncatingIfNeeded: length) | (hasEscapes ? Self.escapes : 0)
    storedLanguage = UInt16(truncatingIfNeeded: language)
  }

  var bytes: Range<Int> { Int(start)..<Int(start) + Int(word & (Self.mark - 1)) }
  var hasEscapes: Bool { word & Self.escapes != 0 }
  var isMarked: Bool { word & Self.mark != 0 }
  var language: Int { Int(storedLanguage) }

  func marked(_ isMarked: Bool) -> TextPlace {
    var place = self
    if isMarked { place.word |= Self.mark }
    return place
  }
}

/// The bytes that texts stand in, and the languages that they are in.
final class TextFile: Sendable {
  let bytes: [UInt8]
  /// The source language first.
  let languages: [LanguageTag]
  /// Of a text in more than two languages: the places of the others.
  let more: [TextPlace]

  init(_ bytes: [UInt8], _ languages: [LanguageTag], more: [TextPlace] = []) {
    self.bytes = bytes
    self.languages = languages
    self.more = more
  }

  func version(_ place: TextPlace) -> LocalizedText.Version {
    LocalizedText.Version(languages[place.language], withUTF8(place) { String(decoding: $0, as: UTF8.self) })
  }

  func withUTF8<Result>(_ place: TextPlace, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[place.bytes])
      return place.hasEscapes ? JSONEscape.withUTF8(text, body) : body(text)
    }
  }
}
