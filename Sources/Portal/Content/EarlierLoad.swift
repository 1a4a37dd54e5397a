import Exceptions
import Localization
import PortalBase

/// What a load worked out that the next one can use again where its files are the same: so that an editor's save costs what the
/// saved file costs. Every part is the result of a pure function, kept with what it was made from.
package struct EarlierLoad: Sendable {
  /// A file of records, and what it gave. A reference, because there may be very many.
  final class RecordFile: Sendable {
    let file: SourceFile
    let decoded: DecodedRecords
    /// What is wrong with it, its Markdown texts included.
    let diagnostics: [Diagnostic]

    init(file: SourceFile, decoded: DecodedRecords, texts: [Diagnostic]) {
      self.file = file
      self.decoded = decoded
      diagnostics = decoded.diagnostics + texts
    }
  }

  struct Templates: Sendable {
    /// Settings, locales and templates.
    let files: [SourceFile]
    let compiled: [EditionTemplates]?
    let diagnostics: [Diagnostic]
  }

  struct Documents: Sendable {
    /// Everything that a document, its links and the checks of translations depend on.
    let files: [SourceFile]
    let documents: [PolicyDocument]
    let diagnostics: [Diagnostic]
  }

  /// Settings, policy and customers, which every record depends on.
  var recordRules: [SourceFile] = []
  /// Sorted by the bytes of their paths.
  var records: [RecordFile] = []
  /// All records of these files, sorted by the bytes of their ids.
  var sortedRecords: [ExceptionRecord] = []
  /// What is wrong between them.
  var recordSet: [Diagnostic] = []
  var templates: Templates?
  var documents: Documents?

  package init() {}

  /// Whether the records between them are as they were: their ids, and what they say of each other. Then, where nothing was wrong,
  /// nothing is.
  func isSameSet(_ others: [RecordFile]) -> Bool {
    guard recordSet.isEmpty, others.count == records.count else { return false }
    return others.indices.allSatisfy { index in
      let (old, new) = (records[index], others[index])
      return old === new || old.file.path == new.file.path && old.decoded.isSameSet(as: new.decoded)
    }
  }

  /// The sorted records, with those of some files in place of earlier ones, whose ids are the same.
  func sortedRecords(with others: [RecordFile]) -> [ExceptionRecord] {
    var sorted = sortedRecords
    for index in others.indices where others[index] !== records[index] {
      for record in others[index].decoded.records {
        sorted[sorted.firstPlace { !precedesInBytes($0.id, record.id) }] = record
      }
    }
    return sorted
  }

  /// What is known of each of some files, which are sorted too: nil where it is new or another one.
  func known(of files: ArraySlice<SourceFile>) -> [RecordFile?] {
    var place = 0
    return files.map { file in
      while place < records.count, precedesInBytes(records[place].file.path, file.path) { place += 1 }
      return place < records.count && records[place].file == file ? records[place] : nil
    }
  }
}
