import Portal
import PortalBase

/// The state of the translations as a table for standard output, and as JSON.
struct CoverageTable {
  let rows: [DocumentCoverage]
  let asOf: Day

  private static let heads = [
    "document", "language", "translated by", "age", "segments", "stale", "errors", "warnings", "notes",
  ]
  /// From this column on there are numbers, which stand to the right.
  private static let firstNumber = 3

  /// Nothing for a portal without documents or with one language.
  var text: String {
    if rows.isEmpty { return "" }
    let cells = [Self.heads] + rows.map(cells)
    let widths = Self.heads.indices.map { column in cells.reduce(0) { max($0, $1[column].unicodeScalars.count) } }
    return "\nTranslations:\n"
      + cells.map { row in
        let line = row.indices.map { column in
          let space = String(repeating: " ", count: widths[column] - row[column].unicodeScalars.count)
          return column < Self.firstNumber ? row[column] + space : space + row[column]
        }.joined(separator: "  ")
        return "  " + line + "\n"
      }.joined()
  }

  private func cells(_ row: DocumentCoverage) -> [String] {
    let method: String =
      switch row.isTranslated ? row.method : "missing" {
      case "missing": "nobody"
      case "MT": "machine"
      case "HT": "people"
      default: "unknown"
      }
    let age = row.handOff.map { counted($0.days(until: asOf), "day") } ?? "–"
    return [row.document, row.language.name, method, age, row.segments.map(String.init) ?? "–"]
      + [row.stale, row.errors, row.warnings, row.notes].map(String.init)
  }

  func write(to json: inout JSONWriter) {
    json.array(rows) { json, row in
      json.object { json in
        json.member("document", row.document)
        json.member("locale", row.language.name)
        json.member("translated", row.isTranslated)
        if let method = row.method { json.member("method", method) }
        if let day = row.handOff { json.member("handOff", day.description) }
        if let segments = row.segments { json.member("segments", segments) }
        json.member("stale", row.stale)
        json.member("errors", row.errors)
        json.member("warnings", row.warnings)
        json.member("notes", row.notes)
        json.member("accepted", row.accepted)
      }
    }
  }
}
