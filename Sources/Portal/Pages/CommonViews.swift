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

extension Status {
  /// A shape for each status, so that it can be told without colour, also on paper.
  var shape: String {
    switch self {
    case .requested: "○"
    case .inAssessment: "◔"
    case .approved: "●"
    case .approvedForMigration: "◐"
    case .denied: "✕"
    case .withdrawn: "–"
    case .deployed: "■"
    case .expired: "◇"
    case .revoked: "▲"
    case .outOfSLA: "▼"
    case .removed: "□"
    }
  }
}

extension DerivedNotice.State {
  var shape: String {
    switch self {
    case .sent: "✓"
    case .cancelled: "–"
    case .missed: "✕"
    case .upcoming: "○"
    case .due: "●"
    case .overdue: "▲"
    }
  }
}

/// A status, or the state of a notice: a word, a shape, and a key for its colour.
struct StatusView: Sendable {
  let key: String
  let shape: String
  let label: String

  init(key: String, shape: String, label: String) {
    self.key = key
    self.shape = shape
    self.label = label
  }

  init(_ status: Status, _ edition: Edition) {
    key = status.rawValue
    shape = status.shape
    label = edition.string("status-" + status.rawValue)
  }

  init(_ state: DerivedNotice.State, _ edition: Edition) {
    key = state.rawValue
    shape = state.shape
    label = edition.string("state-" + state.rawValue)
  }

  static let model = Model<StatusView>([
    .text("key", "the name that never changes, for classes") { $0.key },
    .text("shape", "a sign that tells it without colour") { $0.shape },
    .text("label", "its word in the page's language") { $0.label },
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
