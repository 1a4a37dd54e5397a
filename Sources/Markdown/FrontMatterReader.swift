import PortalBase

/// Reads front matter line by line.
struct FrontMatterReader {
  private let file: SourceFile
  init(_ file: SourceFile) { self.file = file }

  mutating func read() -> ParsedDocument {
    ParsedDocument(
      frontMatter: FrontMatter(), bodyLine: 1, body: String(decoding: file.bytes, as: UTF8.self), diagnostics: [])
  }
}
