import Exceptions
import Localization
import PortalBase
import Templates

/// Checks of letter templates beyond those of every template: no day written by hand, and the same information in all four notices.
enum LetterTemplateCheck {
  /// Days written by hand in the templates of letters and in their partials, at their places.
  static func handWrittenDays(
    _ files: [SourceFile], _ templates: [EditionTemplates], _ locales: [Locale]
  ) -> [Diagnostic] {
    let used = templates.reduce(into: Set<String>()) { $0.formUnion($1.letters.usedFiles) }
    let months = Set(locales.flatMap { $0.dates.months + $0.dates.shortMonths })
    let letters = files.filter { file in
      used.contains(file.path)
        || (file.path.hasPrefix("templates/letter") && (file.path.hasSuffix(".md") || file.path.hasSuffix(".html")))
    }
    return letters.flatMap { file -> [Diagnostic] in
      let days = HandWrittenDays(file.bytes, months: months).ranges
      if days.isEmpty { return [] }
      let index = LineIndex(file.bytes)
      return days.map { range in
        Diagnostic(
          .letterHandWrittenDay, file: file.path, at: index.location(of: range.lowerBound),
          "\"\(String(decoding: file.bytes[range], as: UTF8.self))\" is a day written by hand; "
            + "name a field such as {{deadline.full}} instead")
      }
    }
  }

  /// What a notice's template leaves out that every notice must carry, or that another of the four shows.
  static func missingFields(
    _ templates: [String: Template<LetterPart>], _ language: LanguageTag
  ) -> [Diagnostic] {
    let shown = Notice.allCases.compactMap { notice in
      templates[notice.rawValue].map {
        (name: "letter-\(notice.rawValue)", fields: topLevel($0.usedFields), files: $0.usedFiles)
      }
    }
    let needed = Set(LetterPart.requiredInNotices)
    return shown.flatMap { letter in
      let others = shown.filter { $0.name != letter.name }
      let differing = others.reduce(into: Set<String>()) { $0.formUnion($1.fields) }.subtracting(optionalFields)
      return needed.union(differing).subtracting(letter.fields).sorted().map { field in
        let who =
          needed.contains(field)
          ? "every notice must carry"
          : "\"\(others.first { $0.fields.contains(field) }?.name ?? "")\" does"
        return Diagnostic(
          .letterFieldUnused, file: letter.files.filter { $0.hasPrefix("templates/\(letter.name).") }.min() ?? "",
          "the letter \"\(letter.name)\" in \(language) never shows \"\(field)\", which \(who); "
            + "add {{\(field)}} or a section over it")
      }
    }
  }

  /// Fields that tell nothing about the revocation.
  private static let optionalFields: Set<String> = ["noticeName", "contact", "customer", "provider", "enclosure"]

  private static func topLevel(_ fields: Set<String>) -> Set<String> {
    Set(fields.map { field in field.firstIndex(of: ".").map { String(field[..<$0]) } ?? field })
  }

  /// The assets that templates of letters name, by the text `assets/NAME` in them; the style sheet always.
  static func assets(_ files: [SourceFile], _ templates: [EditionTemplates]) -> Set<String> {
    let used = templates.reduce(into: Set<String>()) { $0.formUnion($1.letters.usedFiles) }
    let paths = files.map(\.path).filter { $0.hasPrefix("templates/assets/") }
    let assets = Set(paths.map { Array($0.utf8.dropFirst(Content.assetPrefix.utf8.count)) })
    let lengths = Set(assets.map(\.count))
    var named: Set = ["templates/assets/letter.css"]
    for file in files where used.contains(file.path) {
      for start in file.bytes.indices where file.bytes[start...].starts(with: "assets/".utf8) {
        // There may be very many assets, but their paths have few lengths.
        for length in lengths where start + length <= file.bytes.count {
          let name = Array(file.bytes[start..<start + length])
          if assets.contains(name) { named.insert(Content.assetPrefix + String(decoding: name, as: UTF8.self)) }
        }
      }
    }
    return named
  }
}
