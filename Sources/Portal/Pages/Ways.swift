import Templates

/// The ways from a page to what many of its links lead to, found once for the page: a row only adds the rest.
struct Ways: Sendable {
  /// The way up to the folder of the page's language.
  let home: String
  /// The way to the folder in which each record has its own.
  let records: String

  /// - Parameter path: the page's, below the folder of its language.
  init(from path: String) {
    home = Paths.way(from: path, to: "")
    records = Paths.way(from: path, to: Paths.records)
  }

  /// From all of a record's own files.
  static let ofRecord = Ways(from: Paths.request("id"))
  /// From the folder of the language itself; also for what has no links.
  static let ofHome = Ways(from: "")

  /// To the request page of a record, from a page that is not its own.
  func toRequest(of id: String) -> Address { Address(records, "\(id)/\(Paths.requestFile)") }
}
