import PortalBase

extension Diagnostic.Code {
  package static let assetText = Self(
    "asset-not-text", .error,
    "A style sheet, script or drawing is not UTF-8, or holds U+0000: browsers and printers would make something else of it. Save it as UTF-8."
  )
}

/// Assets that are text go out as they are, and `letter.css` goes into every letter; so they have to be text.
enum AssetText {
  private static let endings = [".css", ".js", ".svg", ".json", ".txt", ".webmanifest"]

  /// The first byte of each of these assets that belongs to no text.
  static func problems(_ files: [SourceFile]) -> [Diagnostic] {
    files.compactMap { file in
      guard file.path.hasPrefix("templates/assets/"), endings.contains(where: { file.path.hasSuffix($0) }) else {
        return nil
      }
      if let offset = file.bytes.firstIndex(of: 0) {
        return Diagnostic(
          .assetText, file: file.path, at: LineIndex(file.bytes).location(of: offset),
          "the file contains U+0000; take it out")
      }
      guard let line = firstLineWithoutText(file.bytes) else { return nil }
      return Diagnostic(
        .assetText, file: file.path, at: SourceLocation(line: line, column: 1),
        "this line is not UTF-8; save the file in that encoding")
    }
  }

  private static func firstLineWithoutText(_ bytes: [UInt8]) -> Int? {
    if isUTF8(bytes) { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { !isUTF8(Array($0)) }.map { $0 + 1 }
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }
}
