import Markdown
import PortalBase
import TestSupport

/// Puts a text into every text field of the JSON files of a portal: records, customers, policy, settings.
struct TextFiller {
  enum Kind { case plain, markdown }

  /// The text for the field with that number.
  let text: (Kind, Int) -> String
  private(set) var counts: [String: Int] = [:]
  private var count = 0

  private static let plain: Set<String> = [
    "title", "name", "by", "incident", "consent", "expedited", "service", "provider", "contact", "address", "lines",
    "changeRequest",
  ]
  private static let markdown: Set<String> = [
    "requirement", "proposal", "internalNote", "note", "reason", "actions", "appeal", "alternative", "information",
    "description",
  ]
  static let fields = plain.union(markdown)

  init(_ text: @escaping (Kind, Int) -> String) { self.text = text }

  /// Fills all the files.
  mutating func fill(_ portal: PortalCopy) -> PortalCopy {
    var filled = portal
    let single = ["content/portal.json", "content/policy.json", "content/customers.json"]
    for path in portal.paths where single.contains(path) || path.hasPrefix("content/exceptions/") {
      let lines = path.hasSuffix(".jsonl") ? portal[path].split(separator: "\n").map(String.init) : [portal[path]]
      filled[path] = lines.map { line in
        guard let json = JSONReader.read(Array(line.utf8)).value else { return line }
        var writer = JSONWriter()
        write(json, nil, "", &writer)
        return writer.text
      }.joined(separator: "\n")
    }
    return filled
  }

  private mutating func write(_ json: JSON, _ kind: Kind?, _ key: String, _ writer: inout JSONWriter) {
    switch json.value {
    case .null: writer.bool(false)
    case .bool(let flag): writer.bool(flag)
    case .number: writer.number(json.integer ?? 0)
    case .string(let string):
      guard let kind else { return writer.string(string) }
      counts[key, default: 0] += 1
      count += 1
      writer.string(text(kind, count))
    case .array(let items):
      writer.array { writer in
        for item in items { writer.item { write(item, kind, key, &$0) } }
      }
    case .object(let members):
      writer.object { writer in
        for member in members {
          let isLanguage = ["en", "ja"].contains(member.key)
          writer.member(member.key) {
            write(member.value, isLanguage ? kind : Self.kind(member.key), isLanguage ? key : member.key, &$0)
          }
        }
      }
    }
  }

  private static func kind(_ key: String) -> Kind? {
    plain.contains(key) ? .plain : markdown.contains(key) ? .markdown : nil
  }
}

extension HostileText {
  /// Those that a field of one line takes.
  static let lines = texts.filter { text in
    !text.unicodeScalars.contains { ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) }
  }

  /// Those that a Markdown field takes as they are: controls and noncharacters are shown as U+FFFD, and a warning.
  static let markdown = texts.filter { text in
    !text.unicodeScalars.contains { scalar in
      (scalar.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains(scalar))
        || scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Neither blank nor with U+0000, which are errors.
  private static let texts = pieces.filter { text in
    !text.contains("\0") && !text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }
}
