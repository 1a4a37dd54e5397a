import Exceptions
import PortalBase

/// `data/exceptions.json` (contract, section 5): every record with its derived facts, sorted by the bytes of the ids.
enum ExceptionsData {
  static func bytes(_ exceptions: [ExceptionFacts], asOf: Day, audience: Audience) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("asOf", asOf.description)
      json.member("exceptions") { json in
        json.array { json in
          for facts in exceptions { json.item { append(facts, audience, to: &$0) } }
        }
      }
    }
    return json.bytes + [0x0A]
  }

  private static func append(_ facts: ExceptionFacts, _ audience: Audience, to json: inout JSONWriter) {
    let record = facts.record
    let derivation = facts.derivation
    json.object { json in
      json.member("id", record.id)
      json.member("type", record.type)
      if !audience.isPublic {
        if let customer = record.customer { json.member("customer", customer) }
        json.member("title") { json in append(record.title, to: &json) }
      }
      json.member("status", derivation.status.rawValue)
      json.member("statusSince", derivation.statusSince.description)
      if !audience.isPublic, let devices = derivation.devices { json.member("devices", devices) }
      if let until = derivation.until { json.member("until", until.description) }
      if let deadline = derivation.deadline { json.member("deadline", deadline.description) }
      json.member("notices") { json in
        json.array { json in
          for notice in derivation.notices { json.item { append(notice, to: &$0) } }
        }
      }
      let next = derivation.milestones.first { !audience.isPublic || $0.kind != .supportChange }
      if let next {
        json.member("next") { json in
          json.object { json in
            json.member("date", next.day.description)
            json.member("kind", next.kind.rawValue)
          }
        }
      }
    }
  }

  /// A text as the record has it: a string, or an object by locale.
  private static func append(_ text: LocalizedText, to json: inout JSONWriter) {
    if text.isPlain { return text.withSourceUTF8 { json.string($0) } }
    json.object { json in
      text.forEachUTF8 { text, language in json.member(language.name) { $0.string(text) } }
    }
  }

  private static func append(_ notice: DerivedNotice, to json: inout JSONWriter) {
    json.object { json in
      json.member("notice", notice.notice.rawValue)
      json.member("due", notice.due.description)
      json.member("state", notice.state.rawValue)
      if let sent = notice.sent { json.member("sent", sent.description) }
    }
  }
}
