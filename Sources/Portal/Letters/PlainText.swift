import Markdown
import PortalBase

/// The plain text of a letter's body: for mail, and for pasting into a portal. Reads the HTML that Waiver itself made, so it knows
/// every element that can come.
struct PlainText {
  private(set) var text = ""
  /// The words of the block that is being read, not yet wrapped.
  private var block: [Unicode.Scalar] = []
  /// What the first line of the block begins with; further lines are indented by as much.
  private var marker = ""
  /// The number of the next item of each list around; nil for lists without numbers.
  private var lists: [Int?] = []
  private var isPreformatted = false
  private var isHeading = false
  /// The rows of the table that is being read, and the cells of its last row.
  private var rows: [[String]] = []
  private var cells: [String] = []
  private var isTight = false

  init(_ html: HTML) {
    var rest = html.bytes[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        read(tag: String(decoding: rest[rest.startIndex + 1..<end], as: UTF8.self))
        rest = rest[(end + 1)...]
      } else {
        let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        block += CharacterReferences.decoded(rest[..<end]).unicodeScalars
        rest = rest[end...]
      }
    }
    endBlock()
    while text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
  }

  // MARK: - Elements

  private mutating func read(tag: String) {
    let isEnd = tag.utf8.first == UInt8(ascii: "/")
    let name = tag.utf8.drop { $0 == UInt8(ascii: "/") }.prefix { isASCIILetterOrDigit($0) }
    switch String(Substring(name)) {
    case "p", "div", "blockquote", "section", "header": endBlock()
    case "table":
      endBlock()
      endTable()
    case "h1", "h2", "h3", "h4", "h5", "h6":
      endBlock()
      isHeading = !isEnd
    case "dl":
      endBlock()
      endTight()
    case "dt": if isEnd { block += [":", " "] } else { endBlock() }
    case "dd": if isEnd { endBlock(isTight: true) }
    case "li":
      endBlock()
      if !isEnd { beginItem() }
    case "ul", "ol":
      endBlock()
      if isEnd { _ = lists.popLast() } else { lists.append(name.elementsEqual("ol".utf8) ? 1 : nil) }
      if lists.isEmpty { endTight() }
    case "br": block.append("\u{2028}")
    case "pre":
      endBlock()
      isPreformatted = !isEnd
    case "td", "th":
      if isEnd {
        cells.append(TextWrap.trimmed(block))
        block = []
      }
    case "tr":
      if isEnd {
        rows.append(cells)
        cells = []
      }
    default: break
    }
  }

  private mutating func beginItem() {
    let indent = String(repeating: " ", count: 3 * (lists.count - 1))
    if let last = lists.last, let number = last {
      marker = "\(indent)\(number). "
      lists[lists.count - 1] = number + 1
    } else {
      marker = indent + "- "
    }
  }

  /// Writes the rows with their columns one below the other.
  private mutating func endTable() {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.count > column ? TextWrap.columns($0[column]) : 0 }.max() ?? 0
    }
    for row in rows {
      for (column, cell) in row.enumerated() {
        block += cell.unicodeScalars
        if column < row.count - 1 {
          block += String(repeating: " ", count: widths[column] - TextWrap.columns(cell) + 3).unicodeScalars
        }
      }
      endBlock(isTight: true, keepsSpaces: true)
    }
    rows = []
    endTight()
  }

  // MARK: - Blocks

  /// Writes the block that was read.
  private mutating func endBlock(isTight: Bool = false, keepsSpaces: Bool = false) {
    let source = block
    block = []
    let width = TextWrap.width - marker.utf8.count
    var lines: [String]
    if isPreformatted {
      lines = source.split(separator: "\n").map { String(String.UnicodeScalarView($0)) }
    } else if keepsSpaces {
      lines = [TextWrap.trimmed(source)]
    } else {
      lines = source.split(separator: "\u{2028}").flatMap { TextWrap(Array($0), width: width).lines }
    }
    lines.removeAll { $0.isEmpty }
    guard let last = lines.last else { return }
    let isItem = isTight || !lists.isEmpty
    if !isItem { endTight() }
    let indent = lists.isEmpty ? "" : String(repeating: " ", count: max(marker.utf8.count, 3 * lists.count))
    for (index, line) in lines.enumerated() { text += (index == 0 && !marker.isEmpty ? marker : indent) + line + "\n" }
    if isHeading { text += String(repeating: "-", count: min(TextWrap.columns(last), TextWrap.width)) + "\n" }
    marker = ""
    self.isTight = isItem
    if !isItem { text += "\n" }
  }

  /// Sets what follows off from items or rows.
  private mutating func endTight() {
    if isTight { text += "\n" }
    isTight = false
  }
}

/// Character references in HTML that Waiver made.
enum CharacterReferences {
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    let bytes = Array(bytes)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (value, length) = CharacterReference.read(bytes, index) {
        result += value
        index += length
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
