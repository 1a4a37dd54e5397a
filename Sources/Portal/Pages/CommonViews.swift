import Exceptions
import Templates

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
  let url: Address

  static let model = Model<RecordLinkView>([
    .text("id", "the record's id") { $0.id },
    .address("url", "its request page") { $0.url },
  ])
}
