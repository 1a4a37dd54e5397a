import Exceptions
import PortalBase
import Templates

/// A day, for machines and for people.
struct DateView: Sendable {
  let day: Day
  let edition: Edition

  static let model = Model<DateView>([
    .text("iso", "the day as YYYY-MM-DD") { $0.day.description },
    .text("text", "the day in words, with its weekday") { $0.edition.words($0.day) },
    .text("distance", "\"in 3 days\", \"today\", \"2 days ago\"") { $0.edition.distance(to: $0.day) },
    .flag("weekend", "whether it is a Saturday or Sunday") { $0.day.isWeekend },
  ])
}

/// A link with its words.
struct LinkView: Sendable {
  let url: String
  let title: Phrase

  static let model = Model<LinkView>([
    .url("url", "where it leads") { $0.url },
    .phrase("title", "its words") { $0.title },
  ])
}

/// Another record, by its id.
struct RecordLinkView: Sendable {
  let id: String
  let url: String

  static let model = Model<RecordLinkView>([
    .text("id", "the record's id") { $0.id },
    .url("url", "its request page") { $0.url },
  ])
}
