import PortalBase
import TestSupport
import Testing

extension LocaleFixtures {
  /// A locale file with a language's own name, direction, days and plural rule, and the interface strings of another one.
  static func complete(_ tag: String, from other: String) throws -> String {
    let json = try #require(JSONReader.read(Array(other.utf8)).value)
    let fixture = try #require(self.json(tag))
    let rule = try #require(JSONReader.read(Array(fixture.utf8)).value?["plurals"]?.string)
    let forms =
      ["arabic": ["zero", "one", "two", "few", "many"], "hebrew": ["one", "two"], "english": ["one"]][rule] ?? []
    var writer = JSONWriter()
    writer.object { writer in
      for member in json["strings"]?.object ?? [] {
        let text = member.value.string ?? member.value["other"]?.string ?? ""
        if member.value.string != nil || forms.isEmpty {
          writer.member(member.key, text)
        } else {
          writer.member(member.key) { writer in
            writer.object { writer in
              for form in forms + ["other"] { writer.member(form, text) }
            }
          }
        }
      }
    }
    return try #require(self.json(tag, strings: String(writer.text.dropFirst().dropLast())))
  }
}
