import PortalBase

/// A page to print: where it is, and what it is called in messages.
struct PrintJob: Sendable {
  let url: String
  let name: String
}

/// Prints pages in a few tabs of one browser.
struct PDFPrinter {
  private struct Tab {
    let session: String
    var job: Int?
    /// The document that was asked for, and those that are loaded: the events may come in either order.
    var wanted: String?
    var loaded: Set<String> = []
    var isPrinting = false
  }

  private enum Call {
    case navigate(tab: Int)
    case printing(tab: Int)
  }

  private let browser: Browser
  private let jobs: [PrintJob]
  private let done: (Int, [UInt8]) throws(PublishingError) -> Void
  private var tabs: [Tab] = []
  private var calls: [Int: Call] = [:]
  private var next = 0
  private var finished = 0

  private static let tabCount = 2
  private static let pageTime: Int32 = 60_000

  /// Prints all pages, in any order.
  /// - Parameter done: takes the number of a page and its PDF.
  static func run(
    _ jobs: [PrintJob], _ programs: Programs, done: @escaping (Int, [UInt8]) throws(PublishingError) -> Void
  ) throws(PublishingError) {
    if jobs.isEmpty { return }
    let browser = try Browser(programs)
    var printer = PDFPrinter(browser: browser, jobs: jobs, done: done)
    do throws(PublishingError) {
      try printer.open()
      try printer.printAll()
    } catch {
      throw PublishingError(.failure, "cannot print\(printer.inWork): \(error.message)\(browser.complaint())")
    }
  }

  private init(browser: Browser, jobs: [PrintJob], done: @escaping (Int, [UInt8]) throws(PublishingError) -> Void) {
    self.browser = browser
    self.jobs = jobs
    self.done = done
  }

  /// The pages that are being printed.
  private var inWork: String {
    let names = tabs.compactMap { $0.job.map { jobs[$0].name } }
    return names.isEmpty ? "" : " \(names.joined(separator: ", "))"
  }

  private mutating func open() throws(PublishingError) {
    _ = try browser.tools.call("Browser.getVersion", milliseconds: Browser.startTime)
    for _ in 0..<min(Self.tabCount, jobs.count) {
      let target = try browser.tools.call("Target.createTarget", milliseconds: Browser.startTime) {
        $0.member("url", "about:blank")
      }
      let id = target["targetId"]?.string ?? ""
      let attached = try browser.tools.call("Target.attachToTarget", milliseconds: Browser.startTime) {
        $0.member("targetId", id)
        $0.member("flatten", true)
      }
      let session = attached["sessionId"]?.string ?? ""
      for (method, key) in [
        ("Page.enable", nil), ("Page.setLifecycleEventsEnabled", "enabled"),
        ("Emulation.setScriptExecutionDisabled", "value"),
      ] {
        _ = try browser.tools.call(method, session: session, milliseconds: Browser.startTime) { json in
          if let key { json.member(key, true) }
        }
      }
      tabs.append(Tab(session: session))
    }
  }

  private mutating func printAll() throws(PublishingError) {
    for tab in tabs.indices { try startNext(in: tab) }
    while finished < jobs.count {
      let message = try browser.tools.receive(milliseconds: Self.pageTime)
      if let id = message.id, let call = calls.removeValue(forKey: id) {
        if let error = message.error { throw PublishingError(.failure, error) }
        try take(message.result, of: call)
      } else if let tab = tabs.firstIndex(where: { $0.session == message.session }) {
        try take(message, in: tab)
      } else if message.method == "Inspector.targetCrashed" || message.method == "Target.targetCrashed" {
        throw PublishingError(.failure, "the browser's tab crashed")
      }
    }
  }

  private mutating func startNext(in tab: Int) throws(PublishingError) {
    tabs[tab].job = nil
    tabs[tab].wanted = nil
    tabs[tab].isPrinting = false
    guard next < jobs.count else { return }
    let job = jobs[next]
    tabs[tab].job = next
    next += 1
    let id = try browser.tools.send("Page.navigate", session: tabs[tab].session) { $0.member("url", job.url) }
    calls[id] = .navigate(tab: tab)
  }

  private mutating func take(_ result: JSON?, of call: Call) throws(PublishingError) {
    switch call {
    case .navigate(let tab):
      if let text = result?["errorText"]?.string { throw PublishingError(.failure, text) }
      tabs[tab].wanted = result?["loaderId"]?.string
      try printIfLoaded(tab)
    case .printing(let tab):
      guard let job = tabs[tab].job, let data = result?["data"]?.string, let pdf = Base64.decode(data.utf8) else {
        throw PublishingError(.failure, "the browser gave no PDF")
      }
      try done(job, pdf)
      finished += 1
      try startNext(in: tab)
    }
  }

  private mutating func take(_ event: DevTools.Message, in tab: Int) throws(PublishingError) {
    if event.method == "Inspector.targetCrashed" { throw PublishingError(.failure, "the browser's tab crashed") }
    guard event.method == "Page.lifecycleEvent", event.parameters?["name"]?.string == "load",
      let document = event.parameters?["loaderId"]?.string
    else { return }
    tabs[tab].loaded.insert(document)
    try printIfLoaded(tab)
  }

  private mutating func printIfLoaded(_ tab: Int) throws(PublishingError) {
    guard let wanted = tabs[tab].wanted, tabs[tab].loaded.contains(wanted), !tabs[tab].isPrinting else { return }
    tabs[tab].isPrinting = true
    tabs[tab].loaded = []
    let id = try browser.tools.send("Page.printToPDF", session: tabs[tab].session) { json in
      for key in ["preferCSSPageSize", "printBackground", "generateTaggedPDF", "generateDocumentOutline"] {
        json.member(key, true)
      }
    }
    calls[id] = .printing(tab: tab)
  }
}

/// Base64 (RFC 4648, section 4).
enum Base64 {
  /// Nil where a character is none of its alphabet.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in text {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="): continue
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
