import PortalBase

/// Reads the records of one file, reporting as it goes.
struct RecordDecoder {
  var problems: FileProblems
  let rules: RecordRules
  private let file: SourceFile
  private var cursor: LineCursor
  private(set) var result = DecodedRecords()

  init(_ file: SourceFile, _ rules: RecordRules) {
    self.file = file
    self.rules = rules
    problems = FileProblems(file: file.path, bytes: file.bytes)
    cursor = LineCursor(file.bytes)
  }

  mutating func readFile() {
    if file.path.hasSuffix(".jsonl") {
      readLines()
    } else {
      let (json, found) = JSONReader.read(file.bytes)
      problems.report(found)
      if let items = json?.items {
        for item in items where !problems.isFull { readRecord(item) }
      } else if let json {
        readRecord(json)
      } else {
        result.isComplete = false
      }
    }
    if problems.isFull { result.isComplete = false }
    result.diagnostics = problems.diagnostics
  }

  /// One record a line; a line of nothing but space has none.
  private mutating func readLines() {
    let bytes = file.bytes
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, !problems.isFull {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if !bytes[start..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        let (json, found) = JSONReader.read(bytes, in: start..<end)
        problems.report(found)
        if let json { readRecord(json) } else { result.isComplete = false }
      }
      start = end + 1
    }
  }

  private mutating func readRecord(_ json: JSON) {
    // Named in every problem of the record, also in those that stand before the id.
    problems.record = json["id"]?.string.flatMap { $0.utf8.count <= 256 ? $0 : nil }
    defer { problems.record = nil }
    let errors = problems.errorCount
    guard var object = ObjectReader(json, "the record", &problems) else {
      result.isComplete = false
      return
    }
    object.readSchemaKey(&problems)
    let idValue = object.required("id", &problems)
    let id = readID(idValue)
    let title = problems.text(object.required("title", &problems), "title", rules.texts)
    let type = known(object.required("type", &problems), "exception type", rules.policy?.types, .unknownType)
    let customerValue = object.optional("customer")
    let customer = known(customerValue, "customer", rules.customers, .unknownCustomer)
    let changeRequest = problems.optionalLine(object.optional("changeRequest"), "changeRequest")
    let requirement = problems.text(
      object.required("requirement", &problems), "requirement", rules.texts, isMarkdown: true)
    let proposal = problems.text(object.required("proposal", &problems), "proposal", rules.texts, isMarkdown: true)
    let timeline = readTimeline(object.required("timeline", &problems))
    let devices = problems.integer(object.optional("devices"), "devices", 1...FileProblems.largest)
    let supersedesValue = object.optional("supersedes")
    let supersedes = problems.string(supersedesValue, "supersedes")
    let internalNote = problems.optionalText(
      object.optional("internalNote"), "internalNote", rules.texts, isMarkdown: true)
    let location = cursor.location(of: json.offset)
    let places = cursor
    let events = readEvents(object.required("events", &problems))
    object.finish(&problems)
    if id == nil { result.isComplete = false }
    result.identities.append(
      RecordIdentity(
        file: file.path, id: id, idLocation: places.location(of: idValue, else: location), supersedes: supersedes,
        supersedesLocation: places.location(of: supersedesValue, else: location), customer: customer,
        isCustomerKnown: customerValue == nil || customer != nil))
    guard problems.errorCount == errors, let id, let title, let type, let requirement, let proposal, let timeline,
      let events
    else { return }
    result.records.append(
      ExceptionRecord(
        id: id, title: title, type: type, customer: customer, changeRequest: changeRequest, requirement: requirement,
        proposal: proposal, timeline: timeline, devices: devices, supersedes: supersedes, internalNote: internalNote,
        events: events, file: file.path, location: location, offset: json.offset))
  }
}

// MARK: - Parts of a record

extension RecordDecoder {
  private mutating func readID(_ json: JSON?) -> String? {
    guard let json, let id = problems.string(json, "id") else { return nil }
    if isRecordID(id) { return id }
    problems.report(
      .invalidID, at: json.offset,
      "\"\(id)\" cannot be an id; use 1 to 64 letters, digits, \".\", \"_\" and \"-\", beginning with a letter or digit and not ending in \".\", \".html\" or \".xml\""
    )
    return nil
  }

  /// A name that the policy must have; any, where that could not be read.
  mutating func known(_ json: JSON?, _ what: String, _ names: [String]?, _ code: Diagnostic.Code) -> String? {
    guard let names else { return problems.string(json, what) }
    return problems.name(json, what, among: names, code: code)
  }

  /// The same of the customers, which may be very many.
  mutating func known(_ json: JSON?, _ what: String, _ names: Set<String>?, _ code: Diagnostic.Code) -> String? {
    guard let names else { return problems.string(json, what) }
    return problems.name(json, what, among: names, code: code)
  }

  /// Exactly one of `months`, `until` and `permanent`.
  private mutating func readTimeline(_ json: JSON?) -> ExceptionRecord.Timeline? {
    guard let json, var object = ObjectReader(json, "\"timeline\"", &problems) else { return nil }
    let monthsValue = object.optional("months")
    let untilValue = object.optional("until")
    let permanentValue = object.optional("permanent")
    let months = problems.integer(monthsValue, "months", 1...FileProblems.largest)
    let until = problems.day(untilValue, "until")
    let isPermanent = problems.bool(permanentValue, "permanent")
    if isPermanent == false, let permanentValue {
      problems.report(
        .invalidValue, at: permanentValue.offset,
        "\"permanent\" can only be true; for a timeline with an end write \"months\" or \"until\"")
    }
    object.finish(&problems)
    let given = [monthsValue, untilValue, permanentValue].compactMap { $0 }
    if given.isEmpty {
      problems.report(
        .missingKey, at: json.offset, "\"timeline\" needs one of the keys \"months\", \"until\" and \"permanent\"")
    } else if given.count > 1 {
      problems.report(
        .invalidValue, at: json.offset, "\"timeline\" has exactly one of \"months\", \"until\" and \"permanent\"")
    }
    if let months { return .months(months) }
    if let until { return .until(until) }
    return isPermanent == true ? .permanent : nil
  }

  private mutating func readEvents(_ json: JSON?) -> [Event]? {
    guard let items = problems.items(json, "events", atLeast: 1) else { return nil }
    var events: [Event] = []
    events.reserveCapacity(items.count)
    var history = HistoryCheck(rules)
    for (index, item) in items.enumerated() where !problems.isFull {
      let (event, outline) = readEvent(item, n: index + 1)
      history.add(outline, &problems)
      if let event { events.append(event) }
    }
    return events
  }
}

extension LineCursor {
  /// The place of a value not far ahead, without moving on; without a value, another place.
  fileprivate func location(of json: JSON?, else place: SourceLocation) -> SourceLocation {
    guard let json else { return place }
    var copy = self
    return copy.location(of: json.offset)
  }
}
