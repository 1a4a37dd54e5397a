import Exceptions
import Localization
import PortalBase
import Templates

/// The list of the letters of a day.
struct LetterIndexPage: Sendable {
  let edition: Edition
  let rows: [LetterRow]
  let batches: [LinkView]

  static let model = Model<LetterIndexPage>([
    .text("language", "the source language") { $0.edition.language.name },
    .text("direction", "ltr or rtl") { $0.edition.direction.rawValue },
    .text("title", "the page's title") { $0.edition.string("letters") },
    .text("lead", "the day of the letters, in a sentence") { page in
      page.edition.format("letters-lead", ["day": page.edition.words(page.edition.asOf)])
    },
    .flag("hasBatches", "whether all letters were joined for printing") { !$0.batches.isEmpty },
    .list("batches", "the files with many letters for the printer", LinkView.model) { $0.batches },
    .flag("hasRows", "whether there is any letter") { !$0.rows.isEmpty },
    .list("rows", "the letters", LetterRow.model) { $0.rows },
  ])
}

/// One letter in the list.
struct LetterRow: InEdition {
  let letter: Letter
  let title: String
  let customer: Phrase
  let languages: String
  let isIssued: Bool
  /// Of its PDF, where it has one.
  let pages: Int?
  let edition: Edition

  private var url: String { letter.path.percentEncodedPath }

  static let model = Model<LetterRow>([
    .url("url", "the letter") { $0.url + ".html" },
    .url("textURL", "its plain text") { $0.url + ".txt" },
    .url("pdfURL", "its PDF, where it was printed") { $0.pages == nil ? nil : $0.url + ".pdf" },
    .text("pages", "how many pages the PDF has") { row in
      row.pages.map { row.edition.count("letters-pages", $0) } ?? ""
    },
    .text("reference", "the record's id, or the condition's key") { $0.letter.reference },
    .text("title", "what it is") { $0.title },
    .phrase("customer", "to whom it goes") { $0.customer },
    .text("languages", "the languages that it is written in") { $0.languages },
    .flag("isIssued", "whether it was issued before, and is printed as it was then") { $0.isIssued },
    .date("date", "the day it bears") { $0.letter.day },
  ])
}

extension LetterSet {
  /// The page that lists all letters.
  ///
  /// - Parameters:
  ///   - pages: for each letter, how many pages its PDF has, where it was printed.
  ///   - batches: the names of the files that hold many letters.
  package func index(pages: [Int?], batches: [String]) -> [UInt8] {
    let edition = site.editions[0]
    let rows = letters.indices.map { index in
      let letter = letters[index]
      let part = part(letter, 0)
      return LetterRow(
        letter: letter, title: title(part), customer: edition.phrase(part.customer.name),
        languages: letter.locales.map { site.editions[$0].locale.name }.joined(separator: ", "),
        isIssued: isIssued(index), pages: pages[index], edition: edition)
    }
    let page = LetterIndexPage(
      edition: edition, rows: rows, batches: batches.map { LinkView(url: $0.percentEncodedPath, title: Phrase($0)) })
    var bytes: [UInt8] = []
    site.content.templates[0].letters.index.render(page, into: &bytes)
    return bytes
  }

}
