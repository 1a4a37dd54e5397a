import Exceptions
import PortalBase

extension ContentLoader {
  static let recordFolder = "content/exceptions/"

  /// Whether a file in the folder of records is one of them.
  static func isRecordFile(_ path: String) -> Bool { path.hasSuffix(".json") || path.hasSuffix(".jsonl") }

  mutating func loadRecords(_ rules: TextRules, _ policy: Policy?, _ customers: [Customer]?) -> [ExceptionRecord] {
    let below = files.below(Self.recordFolder)
    let areRecords = below.allSatisfy { Self.isRecordFile($0.path) }
    let recordFiles = areRecords ? below : below.filter { Self.isRecordFile($0.path) }[...]
    let rules = RecordRules(rules, policy: policy, customers: customers.map { Set($0.map(\.key)) })
    let recordRules = [PortalSettings.path, "content/policy.json", "content/customers.json"].compactMap { files[$0] }
    let isKnown = earlier.map { $0.recordRules == recordRules } ?? false
    if isKnown, let changed = earlier?.recordSet.replacements(recordFiles, { Self.decode($0, rules) }) {
      earlier?.recordSet.replace(changed, by: recordFiles)
    } else {
      let found = loadRecords(recordFiles, rules, isKnown: isKnown)
      if earlier == nil {
        diagnostics += found.diagnostics
        return found.sortedRecords
      }
      earlier?.recordRules = recordRules
      earlier?.recordSet = found
    }
    diagnostics += earlier?.recordSet.diagnostics ?? []
    return earlier?.recordSet.sortedRecords ?? []
  }

  /// Decodes all files that are not known.
  private func loadRecords(_ files: ArraySlice<SourceFile>, _ rules: RecordRules, isKnown: Bool)
    -> EarlierLoad.RecordSet
  {
    var known = isKnown ? earlier?.recordSet.known(of: files) ?? [] : Array(repeating: nil, count: files.count)
    let unknown = known.indices.filter { known[$0] == nil }
    let decoded = concurrentMap(unknown, batch: max(1, min(32, unknown.count / 16)), state: { rules.copy() }) {
      Self.decode(files[files.startIndex + $1], $0)
    }
    for (index, file) in zip(unknown, decoded) { known[index] = file }
    return EarlierLoad.RecordSet(files, known.compactMap(\.self))
  }

  private static func decode(_ file: SourceFile, _ rules: RecordRules) -> EarlierLoad.RecordFile {
    let decoded = ExceptionRecord.decode(file, rules)
    return EarlierLoad.RecordFile(decoded: decoded, texts: RecordTexts.check(file, decoded))
  }
}

extension EarlierLoad {
  /// A file of records, and what it gave. A reference, because there may be very many.
  final class RecordFile: Sendable {
    let decoded: DecodedRecords
    /// What is wrong with it, its Markdown texts included.
    let diagnostics: [Diagnostic]

    init(decoded: DecodedRecords, texts: [Diagnostic]) {
      self.decoded = decoded
      diagnostics = decoded.diagnostics + texts
    }
  }

  /// All records.
  struct RecordSet: Sendable {
    /// Sorted by the bytes of their paths, and what each gave.
    private(set) var files: ArraySlice<SourceFile> = []
    private var records: [RecordFile] = []
    /// Those of the files with which anything is wrong.
    private var withProblems: [Int] = []
    /// All records of these files, sorted by the bytes of their ids.
    private(set) var sortedRecords: [ExceptionRecord] = []
    /// What is wrong between them.
    private var betweenThem: [Diagnostic] = []

    init() {}

    init(_ files: ArraySlice<SourceFile>, _ records: [RecordFile]) {
      self.files = files
      self.records = records
      withProblems = records.indices.filter { !records[$0].diagnostics.isEmpty }
      (sortedRecords, betweenThem) = concurrently(
        {
          var sorted: [ExceptionRecord] = []
          sorted.reserveCapacity(records.count)
          for file in records { sorted += file.decoded.records }
          return sorted.sorted { precedesInBytes($0.id, $1.id) }
        },
        { ExceptionRecord.checkRecords(records.map(\.decoded)) })
    }

    var diagnostics: [Diagnostic] { withProblems.flatMap { records[$0].diagnostics } + betweenThem }

    /// What is known of each of some files, which are sorted too: nil where it is new or another one.
    func known(of others: ArraySlice<SourceFile>) -> [RecordFile?] {
      var place = 0
      return others.map { file in
        while place < records.count, precedesInBytes(self[place].path, file.path) { place += 1 }
        return place < records.count && self[place] == file ? records[place] : nil
      }
    }

    private subscript(place: Int) -> SourceFile { files[files.startIndex + place] }

    /// What files give that have changed, where the records between them are as they were, their ids and what they say of each other: then,
    /// where nothing was wrong, nothing is. Else nil.
    func replacements(
      _ others: ArraySlice<SourceFile>, _ decode: (SourceFile) -> RecordFile
    ) -> [(place: Int, file: RecordFile)]? {
      guard betweenThem.isEmpty, others.count == records.count else { return nil }
      let changed = records.indices.filter { self[$0] != others[others.startIndex + $0] }
      guard changed.count <= 64 else { return nil }
      var found: [(place: Int, file: RecordFile)] = []
      for place in changed {
        let file = others[others.startIndex + place]
        guard file.path == self[place].path else { return nil }
        let new = decode(file)
        guard new.decoded.isSameSet(as: records[place].decoded) else { return nil }
        found.append((place, new))
      }
      return found
    }

    mutating func replace(_ changed: [(place: Int, file: RecordFile)], by others: ArraySlice<SourceFile>) {
      files = others
      for (place, file) in changed {
        records[place] = file
        withProblems.removeAll { $0 == place }
        if !file.diagnostics.isEmpty { withProblems.insert(place, at: withProblems.firstPlace { $0 > place }) }
        for record in file.decoded.records {
          sortedRecords[sortedRecords.firstPlace { !precedesInBytes($0.id, record.id) }] = record
        }
      }
    }
  }
}
