import Portal
import PortalBase
import Publishing

extension Command {
  static let letters = Command(
    name: "letters", operand: nil, summary: "print the notice letters that are due",
    details: """
      Makes the letters for every notice that is due or overdue, ready for a window
      envelope, in each customer's language: one page and one plain text per letter, a
      list of them, and with --pdf the PDF files for the printer. What an earlier run
      wrote there is removed, so that nothing is posted twice. With --record and
      --notice it prints that one letter, in any state but cancelled and missed.
      --issue keeps what was sent under content/letters/: it is printed from there
      ever after. Letters carry addresses: keep them out of published folders.
      """,
    options: [.output, .record, .notice, .locale, .lettersWithin, .pdf, .issue, .replace],
    examples: [
      "waiver letters", "waiver letters --within 7 --pdf",
      "waiver letters --record EX-2026-0007 --notice final --locale ja,en",
    ]
  ) { context, report throws(Failure) in
    let request = try context.letterRequest()
    guard let portal = try context.loadForLetters(&report) else { return .contentHasErrors }
    context.progress.phase("Choosing the letters")
    let letters = try portal.letters(request)
    report.diagnostics += letters.diagnostics
    if report.stopsPublishing { return .contentHasErrors }
    return try LetterRun(context: context, portal: portal, letters: letters).run(&report)
  }
}

extension Option {
  static let record = Option(name: "record", kind: .text("ID"), meaning: "Only letters about this record.")
  static let notice = Option(
    name: "notice", kind: .text("NAME"),
    meaning: "Only these: first, second, third, final, support-change, condition-change.")
  static let locale = Option(
    name: "locale", kind: .text("XX[,YY]"),
    meaning: "The language, instead of the customer's own; of several in one letter the first governs.")
  static let lettersWithin = Option(
    name: "within", kind: .number("DAYS", 0...36_500),
    meaning: "Also upcoming notices that are due within so many days.")
  static let pdf = Option(name: "pdf", kind: .flag, meaning: "Also print PDF files, with an installed browser.")
  static let issue = Option(name: "issue", kind: .flag, meaning: "Keep the letters as sent, under content/letters/.")
}

extension Context {
  fileprivate func letterRequest() throws(Failure) -> LetterRequest {
    var request = LetterRequest()
    request.record = invocation.value(.record)
    request.notice = invocation.value(.notice)
    if let name = request.notice, !LetterRequest.kinds.contains(name) {
      let kinds = LetterRequest.kinds
      throw .wrongCommandLine(
        "--notice \"\(name)\" is not known: write one of \(kinds.joined(separator: ", "))"
          + suggestion(for: name, in: kinds))
    }
    request.within = invocation.number(.lettersWithin)
    if let locales = invocation.value(.locale) {
      request.locales = locales.split(separator: ",", omittingEmptySubsequences: false).map { LanguageTag(String($0)) }
    }
    if invocation.value(.audience) == Audience.public.name {
      throw .wrongCommandLine("letters carry names and addresses: there are none for the audience public")
    }
    return request
  }
}

/// The letters of a run on their way to their folder.
private struct LetterRun {
  let context: Context
  let portal: LetterPortal
  let letters: LetterSet

  private var output: String { context.output(.output, default: "letters") }

  func run(_ report: inout Report) throws(Failure) -> ExitCode {
    let printed = context.invocation.has(.pdf) ? try printPDF() : nil
    if context.invocation.has(.issue) { try keep(printed) }
    let files = LetterFiles(letters: letters, printed: printed)
    var options = PublishOptions()
    options.replace = context.invocation.has(.replace)
    options.pageCounts = files.pageCounts
    let header = Manifest.Header(
      asOf: letters.asOf.description, input: portal.portal.digest, version: waiverVersion)
    context.progress.phase("Writing \(counted(letters.letters.count, "letter"))")
    let result = try rethrow { () throws(PublishingError) in
      try Publisher.publish(try files.plan(), to: output, root: context.portalFolder, header: header, options: options)
    }
    report.diagnostics += result.diagnostics
    guard result.isPublished else { return .contentHasErrors }
    for warning in result.warnings + (printed?.notes ?? []) {
      context.environment.errors.say("waiver: warning: \(warning)\n")
    }
    tell(printed, &report)
    return .done
  }

  private func printPDF() throws(Failure) -> PrintedLetters {
    let (letters, progress) = (letters, context.progress)
    let count = letters.letters.count
    progress.phase("Starting the browser")
    let jobs = letters.letters.indices.map { index in
      LetterPrinter.Letter(
        path: letters.letters[index].path, html: { letters.html(index) }, issued: letters.issuedPDF(index))
    }
    let assets = letters.assets.map { SourceFile(path: LetterFiles.path(of: $0), bytes: $0.bytes) }
    return try rethrow { () throws(PublishingError) in
      try LetterPrinter.run(jobs, assets: assets, Programs(variables: context.environment.variables)) { done in
        progress.phase("Printing \(done) of \(counted(count, "letter"))")
      }
    }
  }

  /// Keeps what is sent before it is written for the printer: nothing is posted that is not kept.
  private func keep(_ printed: PrintedLetters?) throws(Failure) {
    let letters = letters
    try rethrow { () throws(PublishingError) in
      var kept: [[SourceFile]] = []
      for index in letters.letters.indices {
        let files = letters.issue(index, pdf: try printed?.pdf(index)) { SHA256.digest(of: $0).hexadecimal }
        if !files.isEmpty { kept.append(files) }
      }
      try LetterArchive.keep(kept, in: context.portalFolder)
    }
  }

  private func tell(_ printed: PrintedLetters?, _ report: inout Report) {
    let letters = letters
    let isKept = context.invocation.has(.issue)
    let lines = letters.letters.enumerated().map { index, letter in
      let pages = printed.map { ", " + counted($0.pages[index], "page") } ?? ""
      let issued = letters.isIssued(index) ? ", as it was issued" : isKept ? ", now issued" : ""
      return "\(letter.day)  \(letter.path)  to \(letter.customer)\(pages)\(issued)\n"
    }
    report.text =
      lines.isEmpty
      ? "No letter is due as of \(letters.asOf).\n"
      : lines.joined() + "\(counted(lines.count, "letter")) in \(output) as of \(letters.asOf).\n"
    report.answer("letters") { json in
      json.array(letters.letters.indices) { json, index in
        letters.write(index, pages: printed?.pages[index], isKept: isKept, into: &json)
      }
    }
  }
}

/// The letters as files to publish.
private struct LetterFiles {
  let letters: LetterSet
  let printed: PrintedLetters?

  private enum Content: Sendable {
    case index
    case html(Int)
    case text(Int)
    case asset(Int)
    /// In memory, as what reads a file may fail, and what renders a page may not.
    case pdf([UInt8])
  }

  static func path(of asset: SourceFile) -> String { String(asset.path.dropFirst("templates/".count)) }

  private static let batch = "all.pdf"

  var pageCounts: [String: Int] {
    guard let printed else { return [:] }
    var counts = Dictionary(zip(letters.letters, printed.pages).map { ($0.path + ".pdf", $1) }) { first, _ in first }
    if printed.hasBatch { counts[Self.batch] = printed.pages.reduce(0, +) }
    return counts
  }

  func plan() throws(PublishingError) -> OutputPlan {
    var files: [(path: String, content: Content)] = [("index.html", .index)]
    for (index, letter) in letters.letters.enumerated() {
      files += [(letter.path + ".html", .html(index)), (letter.path + ".txt", .text(index))]
      if let printed { files.append((letter.path + ".pdf", .pdf(try printed.pdf(index)))) }
    }
    if let printed, printed.hasBatch { files.append((Self.batch, .pdf(try printed.batch()))) }
    for (index, asset) in letters.assets.enumerated() { files.append((Self.path(of: asset), .asset(index))) }
    let letters = letters
    let pages = letters.letters.indices.map { printed?.pages[$0] }
    let batches = printed?.hasBatch == true ? [Self.batch] : []
    return OutputPlan(paths: files.map(\.path)) { [files] file, bytes in
      switch files[file].content {
      case .index: bytes += letters.index(pages: pages, batches: batches)
      case .html(let index): bytes += letters.html(index)
      case .text(let index): bytes += letters.text(index)
      case .asset(let index): bytes += letters.assets[index].bytes
      case .pdf(let pdf): bytes += pdf
      }
    }
  }
}

extension LetterSet {
  fileprivate func write(_ index: Int, pages: Int?, isKept: Bool, into json: inout JSONWriter) {
    let letter = letters[index]
    json.object { json in
      json.member(letter.isAboutRecord ? "record" : "condition", letter.reference)
      json.member("kind", letter.kind.name)
      json.member("customer", letter.customer)
      json.member("locale", letter.languages)
      json.member("date", letter.day.description)
      json.member("path", letter.path)
      if let pages { json.member("pages", pages) }
      json.member("issued", isKept || isIssued(index))
    }
  }
}

/// A portal that was read together with its issued letters. The audience is internal, or one customer: that of the published
/// portal is no matter here.
struct LetterPortal: Sendable {
  let portal: LoadedPortal
  let issued: IssuedLetters

  fileprivate func letters(_ request: LetterRequest) throws(Failure) -> LetterSet {
    do throws(LetterRefusal) {
      return try LetterSet(portal.site(), request, issued: issued)
    } catch {
      throw .wrongCommandLine(error.message)
    }
  }
}

extension Context {
  fileprivate func loadForLetters(_ report: inout Report) throws(Failure) -> LetterPortal? {
    let files = try read(&report, includesLetters: true)
    guard let loaded = try load(files.filter { !IssuedLetters.contains($0) }, &report) else { return nil }
    let audience: Audience =
      if invocation.has(.audience), case .customer = loaded.audience { loaded.audience } else { .internal }
    let issued = IssuedLetters(files) { SHA256.digest(of: $0).hexadecimal }
    let portal = LoadedPortal(files: files, content: loaded.content, asOf: loaded.asOf, audience: audience)
    return LetterPortal(portal: portal, issued: issued)
  }
}
