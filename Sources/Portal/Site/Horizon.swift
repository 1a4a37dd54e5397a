import Exceptions
import PortalBase
import Templates

/// The next 90 days: a picture with a lane for every kind of day, and the same facts as rows of a table. Where few things happen
/// every day stands for itself; else a mark stands for a week.
struct Horizon: Sendable {
  /// What happens in a lane within a day or a week.
  struct Cell: Sendable {
    let kind: Milestone.Kind
    let from: Day
    let records: [Int]
  }

  static let length = 90
  /// Up to so many days, each has its own mark.
  private static let dailyLimit = 60

  let edition: Edition
  /// By day, then in the order of kinds.
  let cells: [Cell]
  let isWeekly: Bool
  let ids: [Int: String]
  let ways: Ways

  init(_ site: Site, _ frame: Frame) {
    let edition = frame.edition
    self.edition = edition
    ways = frame.ways
    let items = site.dates.filter { !$0.isOverdue && edition.asOf.days(until: $0.day) < Self.length }
    isWeekly = items.count > Self.dailyLimit
    let step = isWeekly ? 7 : 1
    var records: [Int: [Int]] = [:]
    let kinds = Milestone.Kind.allCases.count
    for item in items {
      records[edition.asOf.days(until: item.day) / step * kinds + item.kind.order, default: []].append(item.record)
    }
    let order = Dictionary(uniqueKeysWithValues: Milestone.Kind.allCases.map { ($0.order, $0) })
    cells = records.keys.sorted().compactMap { key in
      order[key % kinds].map {
        Cell(kind: $0, from: edition.asOf.adding(days: key / kinds * step), records: records[key] ?? [])
      }
    }
    ids = Dictionary(
      cells.flatMap { $0.records.prefix(HorizonRow.idLimit) }.map { ($0, site.exceptions[$0].record.id) }
    ) { id, _ in id }
  }

  var rows: [HorizonRow] {
    cells.map { cell in
      HorizonRow(
        from: cell.from, to: isWeekly ? cell.from.adding(days: 6) : nil, kind: cell.kind, count: cell.records.count,
        ids: cell.records.prefix(HorizonRow.idLimit).compactMap { ids[$0] }, edition: edition, ways: ways)
    }
  }

  // MARK: - The picture

  private static let left = 190
  private static let dayWidth = 8
  private static let laneHeight = 34
  private static let top = 44

  private func x(_ day: Day) -> Int { Self.left + edition.asOf.days(until: day) * Self.dayWidth }

  /// Inline SVG without style attributes; its classes are those of the style sheet.
  var picture: HTML {
    let lanes = Milestone.Kind.allCases.filter { kind in cells.contains { $0.kind == kind } }
    let width = Self.left + Self.length * Self.dayWidth + 50
    let height = Self.top + max(1, lanes.count) * Self.laneHeight + 8
    var svg = SVG(width: width, height: height, label: edition.string("next-90-days-picture"))
    for week in 0..<13 { drawWeek(week, height, &svg) }
    for (index, kind) in lanes.enumerated() {
      let y = Self.top + index * Self.laneHeight + Self.laneHeight / 2
      svg.line(Self.left, y, width - 50, y, "lane")
      let name = edition.string("milestone-short-" + kind.rawValue)
      svg.text(Self.left - 14, y + 5, "\(name) \(kind.shape)", "lane-name", anchor: "end")
      for cell in cells where cell.kind == kind { draw(cell, y, &svg) }
    }
    svg.line(x(edition.asOf), Self.top - 12, x(edition.asOf), height - 8, "today")
    return svg.html()
  }

  private func drawWeek(_ week: Int, _ height: Int, _ svg: inout SVG) {
    let day = edition.asOf.adding(days: week * 7)
    if week % 2 == 1 { svg.rectangle(x(day), Self.top - 12, 7 * Self.dayWidth, height - Self.top + 4, "week") }
    guard week % 2 == 0 else { return }
    let words = week == 0 ? edition.string("today") : edition.tinyWords(day)
    svg.text(x(day) + 2, Self.top - 20, words, "week-name", anchor: "start")
  }

  private func draw(_ cell: Cell, _ y: Int, _ svg: inout SVG) {
    let center = x(cell.from) + (isWeekly ? 7 * Self.dayWidth / 2 : Self.dayWidth / 2)
    let count = cell.records.count
    if isWeekly {
      svg.rectangle(center - 24, y - 12, 48, 24, "mark mark-\(cell.kind.rawValue)", radius: 12)
      svg.text(center, y + 5, String(count), "mark-number", anchor: "middle")
    } else {
      svg.circle(center, y, count > 1 ? 10 : 7, "mark mark-\(cell.kind.rawValue)")
      if count > 1 { svg.text(center, y + 5, String(count), "mark-number", anchor: "middle") }
    }
  }
}

/// A row of the table that says what the picture shows.
struct HorizonRow: InEdition {
  static let idLimit = 5

  let from: Day
  let to: Day?
  let kind: Milestone.Kind
  let count: Int
  let ids: [String]
  let edition: Edition
  let ways: Ways

  static let model = Model<HorizonRow>([
    .date("from", "the day, or the first day of the week") { $0.from },
    .date("to", "the last day of the week, where a row stands for one") { $0.to },
    .text("kind", "what happens") { row in
      "\(row.kind.shape) \(row.edition.names.milestone(row.kind))"
    },
    .number("count", "to how many exceptions") { $0.count },
    .list("records", "the first of them", RecordLinkView.model) { row in
      row.ids.map { RecordLinkView(id: $0, url: row.ways.toRequest(of: $0)) }
    },
    .text("more", "how many more there are, in words") { row in
      row.count > row.ids.count ? row.edition.count("and-more", row.count - row.ids.count) : ""
    },
  ])
}
