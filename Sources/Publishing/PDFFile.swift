import PortalBase

/// What Waiver needs to know of a PDF file.
package enum PDFFile {
  /// How many pages it has: the count of the root of its page tree, the highest there is (ISO 32000-1, 7.7.3). For files as
  /// Chromium writes them, with their objects uncompressed; 0 where there is none such.
  package static func pageCount(_ bytes: [UInt8]) -> Int {
    var result = 0
    var rest = bytes[...]
    while let found = rest.firstPlace(of: "/Type /Pages") {
      let end = rest[found.upperBound...].firstPlace(of: "endobj")?.lowerBound ?? rest.endIndex
      let object = rest[found.upperBound..<end]
      if let count = object.firstPlace(of: "/Count ") {
        let digits = object[count.upperBound...].prefix { (0x30...0x39).contains($0) }
        result = max(result, Int(String(decoding: digits, as: UTF8.self)) ?? 0)
      }
      rest = rest[end...]
    }
    return result
  }
}
