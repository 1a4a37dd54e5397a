import PortalBase

/// Letters printed to PDF files, which wait in a folder of their own until they are published.
package final class PrintedLetters: Sendable {
  private let folder: ScratchFolder
  /// For each letter, how many pages it has.
  package let pages: [Int]
  /// Whether there is one file with all letters.
  package let hasBatch: Bool
  /// Sentences for the reader of the terminal.
  package let notes: [String]

  fileprivate init(_ folder: ScratchFolder, pages: [Int], hasBatch: Bool, notes: [String]) {
    self.folder = folder
    self.pages = pages
    self.hasBatch = hasBatch
    self.notes = notes
  }

  package func pdf(_ letter: Int) throws(PublishingError) -> [UInt8] { try read(LetterPrinter.name(letter)) }

  /// All letters one after the other.
  package func batch() throws(PublishingError) -> [UInt8] { try read(LetterPrinter.batch) }

  private func read(_ name: String) throws(PublishingError) -> [UInt8] {
    if let bytes = try folder.read(name) { return bytes }
    throw PublishingError(.failure, "the file \(folder.path)/\(name) is gone; run it again")
  }
}

/// Prints letters, each by itself and all in one file.
package struct LetterPrinter: Sendable {
  /// A letter to print: a page, or what was printed of it when it was issued.
  package struct Letter: Sendable {
    /// Below the folder of letters, without ending.
    let path: String
    let html: @Sendable () -> [UInt8]
    let issued: [UInt8]?

    package init(path: String, html: @escaping @Sendable () -> [UInt8], issued: [UInt8]?) {
      self.path = path
      self.html = html
      self.issued = issued
    }
  }

  private let programs: Programs
  private let folder: ScratchFolder
  private let letters: [Letter]

  static let batch = "all.pdf"
  static func name(_ letter: Int) -> String { "\(letter).pdf" }
  /// How many files are joined at once, so that a program's limit of open files and of arguments is no matter.
  private static let joinedAtOnce = 200
  private static let joinTime: Int32 = 300_000

  /// - Parameters:
  ///   - assets: files that the pages may name, by their paths below the folder of letters.
  ///   - progress: told how many letters are done.
  /// - Throws: where there is no browser, or it fails.
  package static func run(
    _ letters: [Letter], assets: [SourceFile], _ programs: Programs, progress: @escaping (Int) -> Void
  ) throws(PublishingError) -> PrintedLetters {
    // Before anything is written: without a browser there is nothing to do.
    if letters.contains(where: { $0.issued == nil }) { _ = try programs.browser() }
    let printer = LetterPrinter(
      programs: programs, folder: try ScratchFolder(in: programs.scratchParent), letters: letters)
    for asset in assets { try printer.folder.write(asset.bytes, to: "pages/\(asset.path)") }
    let pages = try printer.printAll(progress)
    let notes = try printer.joinAll()
    return PrintedLetters(
      printer.folder, pages: pages, hasBatch: notes.isEmpty && !letters.isEmpty, notes: notes)
  }

  private func printAll(_ progress: @escaping (Int) -> Void) throws(PublishingError) -> [Int] {
    var pages = letters.map { $0.issued.map(PDFFile.pageCount) ?? 0 }
    var jobs: [(letter: Int, job: PrintJob)] = []
    for (index, letter) in letters.enumerated() {
      if let issued = letter.issued {
        try folder.write(issued, to: Self.name(index))
      } else {
        let page = "pages/\(letter.path).html"
        try folder.write(letter.html(), to: page)
        jobs.append((index, PrintJob(url: "file://" + Self.encoded("\(folder.path)/\(page)"), name: letter.path)))
      }
    }
    var count = 0
    try PDFPrinter.run(jobs.map(\.job), programs) { job, pdf throws(PublishingError) in
      let letter = jobs[job].letter
      pages[letter] = PDFFile.pageCount(pdf)
      guard pages[letter] > 0 else { throw PublishingError(.failure, "the browser gave a PDF without pages") }
      try folder.write(pdf, to: Self.name(letter))
      count += 1
      progress(count)
    }
    return pages
  }

  /// Joins all letters to one file for the printer.
  /// - Returns: why that cannot be done, where the program for it is missing.
  private func joinAll() throws(PublishingError) -> [String] {
    if letters.isEmpty { return [] }
    guard let program = programs.find("pdfunite") else {
      return [
        "there is no all.pdf, as that needs pdfunite (Debian or Ubuntu: sudo apt-get install poppler-utils; "
          + "macOS: brew install poppler)"
      ]
    }
    var names = letters.indices.map(Self.name)
    var round = 0
    repeat {
      var joined: [String] = []
      for start in stride(from: 0, to: names.count, by: Self.joinedAtOnce) {
        let group = Array(names[start..<min(start + Self.joinedAtOnce, names.count)])
        let isLast = names.count <= Self.joinedAtOnce
        let result = isLast ? Self.batch : "joined-\(round)-\(joined.count).pdf"
        try join(group, to: result, program)
        joined.append(result)
      }
      names = joined
      round += 1
    } while names.count > 1
    return []
  }

  private func join(_ names: [String], to result: String, _ program: String) throws(PublishingError) {
    let paths = (names + [result]).map { "\(folder.path)/\($0)" }
    let process = try ChildProcess(
      program, paths, environment: programs.environment, descriptors: [nil, nil, nil])
    guard let status = process.wait(milliseconds: Self.joinTime) else {
      process.end()
      throw PublishingError(.failure, "pdfunite does not come to an end")
    }
    if status != 0 {
      throw PublishingError(.failure, "pdfunite failed (exit code \(status)) for \(names.count) letters")
    }
  }

  /// A path as a URL has it: all but what never needs it is percent-encoded (RFC 3986, section 2.3).
  private static func encoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      if isASCIILetterOrDigit(byte) || "-._~/".utf8.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
