import Exceptions
import PortalBase
import Templates

/// A whole letter as a page to print: what the shell `letter.html` may name.
struct LetterPage: Sendable {
  let edition: Edition
  let title: String
  let address: AddressFit
  let profile: WindowProfile
  let reference: String
  let date: String
  let parts: [LetterPartView]
  /// `letter.css`, which becomes part of the page: a letter is one file, so that it prints alike for ever.
  let styleSheet: [UInt8]

  /// The sender in one line, above the address, where the window has room for one.
  var returnLine: String {
    if profile.returnLine.thousandths == 0 { return "" }
    let sender = edition.settings.letters
    return ([sender.senderName] + sender.senderAddress).map { edition.phrase($0).text }.joined(separator: " · ")
  }

  static let model = Model<LetterPage>([
    .text("language", "the language that governs") { $0.edition.language.name },
    .text("direction", "ltr or rtl") { $0.edition.direction.rawValue },
    .text("title", "the title of the document") { $0.title },
    .text("returnLine", "the sender in one line, for windows that have one") { $0.returnLine },
    .list("address", "the address in the window", AddressLine.model) { $0.address.lines.map(AddressLine.init) },
    .list("folds", "the fold marks", FoldView.model) { page in
      page.profile.folds.indices.map { FoldView(number: $0 + 1) }
    },
    .flag("hasPunch", "whether the sheet has a mark for the punch") { $0.profile.punch != nil },
    .list("parts", "the letter in each of its languages", LetterPartView.model) { $0.parts },
  ])
}

struct AddressLine: Sendable {
  let text: String
  static let model = Model<AddressLine>([.text("text", "one line of the address") { $0.text }])
}

struct FoldView: Sendable {
  let number: Int
  static let model = Model<FoldView>([.number("number", "which fold, from 1") { $0.number }])
}

/// The letter in one of its languages.
struct LetterPartView: Sendable {
  let number: Int
  let edition: Edition
  let head: HTML
  let body: HTML

  static let model = Model<LetterPartView>([
    .number("number", "which part, from 1") { $0.number },
    .flag("isFirst", "whether it is the part with the window") { $0.number == 1 },
    .text("language", "the language of the part") { $0.edition.language.name },
    .text("direction", "ltr or rtl") { $0.edition.direction.rawValue },
    .html("head", "sender, date and reference") { $0.head },
    .html("body", "the text of the letter") { $0.body },
  ])
}
