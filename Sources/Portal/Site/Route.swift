import Exceptions
import PortalBase

/// What a path of the site is: a page in a language, or a file that has none. Indices count in the site's own arrays.
package enum Page: Sendable, Hashable {
  case languageChoice
  case notFound
  case overview(locale: Int)
  case exceptionList(locale: Int, ExceptionList)
  /// All lists, by status, type and customer.
  case lists(locale: Int)
  case request(locale: Int, record: Int)
  case timeline(locale: Int, record: Int)
  /// A notice of the revocation with that index (0 for the first).
  case notice(locale: Int, record: Int, revocation: Int, notice: Int)
  case supportChange(locale: Int, record: Int)
  /// A page of the days to come, from 0; a portal of common size has one only.
  case deadlines(locale: Int, page: Int)
  case conditions(locale: Int)
  case policies(locale: Int)
  case policy(locale: Int, document: Int)
  /// Both languages side by side.
  case bilingual(locale: Int, document: Int)
  case translations(locale: Int)
  case feed(locale: Int)
  case customerFeed(locale: Int, customer: Int)
  case recordFeed(locale: Int, record: Int)
  case calendar
  case asset(Int)
  case exceptionsData
  case eventsTable
  /// `sitemap.xml`, or a part of a sitemap that needs several files.
  case sitemap(part: Int?)
  case dataSchema(Int)
  /// What the records of the filters' index share, and its parts from 0.
  case searchIndex(locale: Int)
  case searchPart(locale: Int, part: Int)
}

/// One entry of the site's table: a path below the output folder, with `/`, and what stands there.
package struct Route: Sendable {
  package let path: String
  package let page: Page
  /// The input files that make this path, for a message when two make the same one; empty for pages made from records, whose ids
  /// are known to differ.
  package let sources: [String]

  package init(_ path: String, _ page: Page, sources: [String] = []) {
    self.path = path
    self.page = page
    self.sources = sources
  }
}

/// A page of a list of exceptions: which ones, and which hundred of them (from 0).
package struct ExceptionList: Sendable, Hashable {
  package enum Filter: Sendable, Hashable {
    case all
    case status(Status)
    /// The place of a type in the policy.
    case type(Int)
    /// The place of a customer among the portal's.
    case customer(Int)
  }

  package let filter: Filter
  package let page: Int

  /// How many exceptions a page lists.
  static let length = 100
}

/// Paths of the site (contract, section 5), each relative to the folder of its language unless it says otherwise.
enum Paths {
  static let overview = "index.html"
  static let exceptions = "exceptions/index.html"
  static let deadlines = "deadlines.html"
  /// The days to come: the first page, and those of a portal with more than fit on one.
  static func deadlines(page: Int) -> String { page == 0 ? deadlines : "deadlines.\(page + 1).html" }
  static let conditions = "conditions.html"
  static let policies = "policies/index.html"
  static let translations = "translations.html"

  /// A page of a list. The number stands after a dot, which no key has, so that no two lists can share a path.
  static func list(_ name: String, page: Int) -> String {
    if name == "all", page == 0 { return exceptions }
    return page == 0 ? "lists/\(name).html" : "lists/\(name).\(page + 1).html"
  }

  /// The folder of a record's own pages, with its `/`.
  static func record(_ id: String) -> String { records + id + "/" }

  /// The folder of all of these, with its `/`.
  static let records = "exceptions/"

  /// The files of a record's folder.
  static let requestFile = "index.html"
  static let timelineFile = "timeline.html"
  static let supportChangeFile = "support-change.html"
  static let recordFeedFile = "feed.xml"

  static func request(_ id: String) -> String { record(id) + requestFile }

  /// The file name of a notice: `first-notice.html`, of the second revocation `first-notice-2.html`.
  static func noticeFile(_ notice: Notice, revocation: Int) -> String {
    if revocation > 0 { return "\(notice.rawValue)-notice-\(revocation + 1).html" }
    return switch notice {
    case .first: "first-notice.html"
    case .second: "second-notice.html"
    case .third: "third-notice.html"
    case .final: "final-notice.html"
    }
  }

  static let lists = "lists/index.html"

  /// The index of the filters, relative to the top of the site and without `.js`.
  static func searchIndex(_ language: String) -> String { "data/index/\(language)" }

  static let feed = "feed.xml"
  static func customerFeed(_ key: String) -> String { "customers/\(key).xml" }

  /// A document's page; its path is without language and ending.
  static func policy(_ path: String) -> String { "policies/\(path).html" }
  static func bilingual(_ path: String) -> String { "policies/\(path).bilingual.html" }

  /// The shortest relative reference (RFC 3986, section 4.2) from a page to a file, both named from the same folder and as they stand in
  /// links: up to the folder that they share, and down from there. To a folder, with its `/`, it is what leads to all files below.
  static func way(from page: String, to target: String) -> String {
    var shared = 0
    for (place, (one, other)) in zip(page.utf8, target.utf8).enumerated() {
      if one != other { break }
      if one == UInt8(ascii: "/") { shared = place + 1 }
    }
    let up = page.utf8.dropFirst(shared).count { $0 == UInt8(ascii: "/") }
    return String(repeating: "../", count: up) + Substring(target.utf8.dropFirst(shared))
  }
}

extension String {
  /// The path as it stands in a link: everything but unreserved characters and `/` percent-encoded (RFC 3986, section 2).
  var percentEncodedPath: String {
    if utf8.allSatisfy(standsInPaths) { return self }
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    for byte in utf8 {
      if standsInPaths(byte) {
        result.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Unreserved characters (RFC 3986, section 2.3), and `/`.
private func standsInPaths(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): true
  default: isASCIILetterOrDigit(byte)
  }
}
