import Exceptions
import PortalBase
import Templates

/// The index for the filters of the list of all exceptions: classic scripts that call `waiverIndex`, because a page opened from a
/// disk may load nothing else. One part has what all records share, the others a few thousand records each, in the order of the list.
struct SearchIndex {
  /// How many records a part has.
  static let length = 2000

  let site: Site
  let edition: Edition

  static func parts(_ count: Int) -> Int { (count + length - 1) / length }

  /// The places of a part's records among the site's exceptions, in its order.
  static func records(of part: Int, in lists: ExceptionLists) -> ArraySlice<Int> {
    (lists.order[.all] ?? []).dropFirst(part * length).prefix(length)
  }

  private var isPublic: Bool { edition.isPublic }

  /// Names of statuses, types, customers, conditions and kinds of days: records name them by their place.
  func shared() -> [UInt8] {
    script(part: nil) { json in
      json.object { json in
        json.member("statuses") { json in
          json.array(Status.allCases) { json, status in
            let view = edition.statusViews[status].value
            json.array([view.key, view.shape, view.label])
          }
        }
        json.member("types") { json in
          json.array(edition.policy.types) { $0.array([$1.key, edition.phrase($1.name).text]) }
        }
        json.member("customers") { json in
          json.array(site.lists.customers) { json, index in
            let customer = site.content.customers[index]
            json.array([customer.key, edition.phrase(customer.name).text])
          }
        }
        json.member("conditions") { json in
          json.array(isPublic ? [] : edition.policy.conditions.filter { $0.isAnnounced(by: edition.asOf) }) {
            $0.array([$1.key, edition.phrase($1.name).text])
          }
        }
        json.member("kinds") { json in
          json.array(Milestone.Kind.allCases.map { edition.names.milestone($0) })
        }
      }
    }
  }

  /// The records of a part.
  func part(_ part: Int) -> [UInt8] {
    let records = Self.records(of: part, in: site.lists).map { site.exceptions[$0] }
    let next = records.map { facts in
      facts.derivation.milestones.first { !isPublic || $0.kind != .supportChange }
    }
    let days = Set(next.compactMap { $0?.day }).sorted()
    let dayIndex = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
    let places = Places(site, edition)
    return script(part: part) { json in
      json.object { json in
        json.member("days") { json in
          json.array(days) { $0.array([$1.description, edition.words($1)]) }
        }
        json.member("rows") { json in
          json.array { json in
            for (facts, next) in zip(records, next) {
              json.item { append(facts, next, next.flatMap { dayIndex[$0.day] }, places, to: &$0) }
            }
          }
        }
      }
    }
  }

  /// The places of types, customers and conditions in the lists that all parts share.
  private struct Places {
    let types: [String: Int]
    let customers: [String: Int]
    let conditions: [String: Int]

    init(_ site: Site, _ edition: Edition) {
      func places(_ keys: [String]) -> [String: Int] {
        Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
      }
      types = places(edition.policy.types.map(\.key))
      customers = places(site.lists.customers.map { site.content.customers[$0].key })
      conditions = places(edition.policy.conditions.filter { $0.isAnnounced(by: edition.asOf) }.map(\.key))
    }
  }

  /// `[id, title, status, type, customer, day, kind, conditions, change request]`, without what is absent at the end.
  private func append(
    _ facts: ExceptionFacts, _ next: Milestone?, _ day: Int?, _ places: Places, to json: inout JSONWriter
  ) {
    let record = facts.record
    let status = Status.allCases.firstIndex(of: facts.derivation.status) ?? 0
    let numbers = [
      status, places.types[record.type] ?? 0,
      isPublic ? -1 : record.customer.flatMap { places.customers[$0] } ?? -1, day ?? -1, next?.kind.order ?? -1,
    ]
    json.array { json in
      json.item { $0.string(record.id) }
      json.item { title(isPublic ? nil : record.title, to: &$0) }
      for number in numbers { json.item { $0.number(number) } }
      if isPublic { return }
      json.item { json in
        json.array { json in
          for judgement in facts.judgements(places.conditions) { json.item { $0.number(judgement) } }
        }
      }
      if let changeRequest = record.changeRequest, !changeRequest.isEmpty { json.item { $0.string(changeRequest) } }
    }
  }

  /// A title; of one in another language than the page's also that.
  private func title(_ title: LocalizedText?, to json: inout JSONWriter) {
    guard let title else { return json.string("") }
    title.withUTF8(in: edition.language) { text, language in
      if language == edition.language { return json.string(text) }
      json.array { json in
        json.item { $0.string(text) }
        json.item { $0.string(language.name) }
      }
    }
  }

  private func script(part: Int?, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    body(&json)
    return Array("waiverIndex(\(part.map(String.init) ?? "null"),".utf8) + json.bytes + Array(");\n".utf8)
  }
}

extension ExceptionFacts {
  /// The key conditions that were judged or named up to the day: twice the place of each, and one more where it counts as broken by
  /// the latest judgement. In the order of places.
  fileprivate func judgements(_ places: [String: Int]) -> [Int] {
    var broken: [Bool?] = []
    func note(_ key: String, _ isBroken: Bool) {
      guard let place = places[key] else { return }
      while broken.count <= place { broken.append(nil) }
      broken[place] = isBroken
    }
    for event in derivation.events(of: record) {
      switch event.kind {
      case .assessed(_, let results), .reviewed(let results):
        for result in results { note(result.condition, result.outcome == .fail) }
      case .denied(let denial): for key in denial.conditions { note(key, true) }
      case .revoked(let decision): for key in decision.conditions { note(key, true) }
      default: continue
      }
    }
    return broken.indices.compactMap { place in broken[place].map { 2 * place + ($0 ? 1 : 0) } }
  }
}
