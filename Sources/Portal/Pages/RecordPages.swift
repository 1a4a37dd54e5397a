import Exceptions
import Templates

/// How the pages of a record lead to each other, in one language: made once, as they do on all pages of all records.
final class RecordPages: Sendable {
  /// One of the pages.
  enum Page {
    case request, timeline, supportChange
    /// - Parameter revocation: its number, from 1.
    case notice(Notice, revocation: Int)
  }

  /// Of the pages that a record has but once, and of the first revocation's: how the others name it, and how it names itself. Each stands at
  /// its place.
  let all: [Context<NavigationItem>]
  private let names: Names

  init(_ names: Names) {
    self.names = names
    let pages: [Page] = [.request, .timeline, .supportChange] + Notice.allCases.map { .notice($0, revocation: 1) }
    all = pages.enumerated().flatMap { index, page in
      [false, true].map { isCurrent in
        Context(Self.item(page, names, isCurrent: isCurrent), place: 2 * index + (isCurrent ? 1 : 0))
      }
    }
  }

  /// A link to one of the pages.
  /// - Parameters:
  ///   - folder: the way to the record's folder; empty in it.
  ///   - current: the file that asks, where it is in that folder.
  func link(to page: Page, folder: String, from current: String?) -> Context<NavigationItem> {
    if let current, let place = place(of: page) {
      return all[2 * place + (all[2 * place].value.url.rest == current ? 1 : 0)]
    }
    return Context(Self.item(page, names, folder: folder, isCurrent: Self.file(page) == current))
  }

  private func place(of page: Page) -> Int? {
    switch page {
    case .request: 0
    case .timeline: 1
    case .supportChange: 2
    case .notice(let notice, revocation: 1): 3 + notice.position
    case .notice: nil
    }
  }

  private static func file(_ page: Page) -> String {
    switch page {
    case .request: Paths.requestFile
    case .timeline: Paths.timelineFile
    case .supportChange: Paths.supportChangeFile
    case .notice(let notice, let revocation): Paths.noticeFile(notice, revocation: revocation - 1)
    }
  }

  private static func item(
    _ page: Page, _ names: Names, folder: String = "", isCurrent: Bool
  ) -> NavigationItem {
    let title =
      switch page {
      case .request: names.request
      case .timeline: names.timeline
      case .supportChange: names.supportChange
      case .notice(let notice, revocation: 1): names.notice(notice)
      case .notice(let notice, let revocation): "\(names.notice(notice)) (\(revocation))"
      }
    return NavigationItem(url: Address(folder, file(page)), title: title, isCurrent: isCurrent)
  }
}
