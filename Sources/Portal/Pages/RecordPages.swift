import Exceptions
import Templates

/// How the pages of a record lead to each other, in one language: made once, as they do on all pages of all records.
final class RecordPages: Sendable {
  /// One of the pages, as the others name it and as it names itself.
  struct Item: Sendable {
    let file: String
    let title: String
    fileprivate let link: Context<NavigationItem>
    fileprivate let ownLink: Context<NavigationItem>

    /// - Parameters:
    ///   - folder: the way to the record's folder; empty in it.
    ///   - current: the file that asks, where it is in that folder.
    func link(folder: String, from current: String?) -> Context<NavigationItem> {
      guard let current else {
        return Context(NavigationItem(url: Address(folder, file), title: title, isCurrent: false))
      }
      return file == current ? ownLink : link
    }
  }

  /// All links, each at its place.
  let all: [Context<NavigationItem>]
  let request: Item
  let timeline: Item
  let supportChange: Item
  /// Of the first revocation.
  private let notices: CaseTable<Notice, Item>

  init(_ names: Names) {
    var all: [Context<NavigationItem>] = []
    func item(_ file: String, _ title: String) -> Item {
      let item = Item(file, title, place: all.count)
      all += [item.link, item.ownLink]
      return item
    }
    request = item(Paths.requestFile, names.request)
    timeline = item(Paths.timelineFile, names.timeline)
    supportChange = item(Paths.supportChangeFile, names.supportChange)
    notices = CaseTable { item(Paths.noticeFile($0, revocation: 0), names.notice($0)) }
    self.all = all
  }

  /// - Parameter revocation: its number, from 1.
  func notice(_ notice: Notice, revocation: Int) -> Item {
    let first = notices[notice]
    if revocation == 1 { return first }
    return Item(Paths.noticeFile(notice, revocation: revocation - 1), "\(first.title) (\(revocation))")
  }
}

extension RecordPages.Item {
  /// - Parameter place: of the first of its two links, where they are shared.
  fileprivate init(_ file: String, _ title: String, place: Int? = nil) {
    func link(_ isCurrent: Bool, _ place: Int?) -> Context<NavigationItem> {
      Context(NavigationItem(url: Address("", file), title: title, isCurrent: isCurrent), place: place ?? -1)
    }
    self.init(file: file, title: title, link: link(false, place), ownLink: link(true, place.map { $0 + 1 }))
  }
}
