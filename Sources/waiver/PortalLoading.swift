import Portal
import PortalBase
import Publishing

/// A portal that was read, with the day and the audience that this run is for: where every command that needs content begins.
struct LoadedPortal: Sendable {
  let files: [SourceFile]
  let content: Content
  let asOf: Day
  let audience: Audience
  let digests: LazyDigests
  private let ownDigest = Late<String>()

  /// - Parameter earlier: digests of files, some of which may be the same.
  init(files: [SourceFile], content: Content, asOf: Day, audience: Audience, after earlier: LazyDigests? = nil) {
    self.files = files
    self.content = content
    self.asOf = asOf
    self.audience = audience
    digests = LazyDigests(files, after: earlier)
  }

  /// The digest of the whole input.
  var digest: String { ownDigest.value { digest(on: asOf) } }

  private func digest(on day: Day) -> String { digests.value.input(asOf: day.description, audience: audience.name) }

  func site() -> Site {
    Site(content, asOf: asOf, audience: audience, digest: digest)
  }

  /// The site of a day, as a run for that day would make it, of which pages are only made when they are asked for.
  /// - Parameter earlier: an earlier site, of which all is used again that holds still.
  func previewSite(on day: Day? = nil, after earlier: Site? = nil) -> Site {
    let day = day ?? asOf
    return Site(
      content, asOf: day, audience: audience, digest: digest(on: day), isTabulated: false, after: earlier)
  }
}

extension Context {
  /// Reads all files of the portal folder.
  /// - Throws: where there is no portal, or something in it cannot be read.
  /// - Parameter includesLetters: whether issued letters are read too.
  func read(_ report: inout Report, includesLetters: Bool = false) throws(Failure) -> [SourceFile] {
    progress.phase("Reading \(portalFolder)")
    let (files, diagnostics) = try rethrow { () throws(PublishingError) in
      try PortalReader.read(portalFolder, includesLetters: includesLetters)
    }
    report.diagnostics += diagnostics
    report.sources = files
    guard files[...].file(at: PortalSettings.path) != nil else { throw noPortal }
    return files
  }

  var noPortal: Failure {
    let hint = invocation.has(.portal) ? "" : "; name a portal folder with --portal DIR"
    return .failed("\(portalFolder) is no portal: it has no \(PortalSettings.path)\(hint)")
  }

  /// Reads and loads the portal, and settles day and audience. Every problem goes into the report.
  /// - Returns: nil where the content has errors.
  /// - Throws: also where the command line asks for an audience that there is not.
  func load(_ report: inout Report) throws(Failure) -> LoadedPortal? {
    let files = try read(&report)
    return try load(files, &report)
  }

  /// The same for files that were read.
  func load(_ files: [SourceFile], _ report: inout Report) throws(Failure) -> LoadedPortal? {
    var earlier: EarlierLoad?
    return try load(files, &report, after: &earlier)
  }

  /// The same after an earlier load, of which all is used again that holds still; this one takes its place.
  func load(
    _ files: [SourceFile], _ report: inout Report, after earlier: inout EarlierLoad?, digests: LazyDigests? = nil
  ) throws(Failure) -> LoadedPortal? {
    let asked = try invocation.value(.audience).map(Self.audience)
    progress.phase("Checking the content")
    let settings = settings(in: files)
    let choice = try chooseDay(settings)
    report.asOf = choice.day
    let (content, diagnostics) = Content.load(files, isTimeZone: isTimeZone, after: &earlier)
    report.diagnostics += diagnostics
    if let today = choice.today { report.diagnostics.append(Self.pinnedDayNote(choice.day, today, settings)) }
    if report.stopsPublishing { return nil }
    // Loading promises an error for everything that it cannot do.
    guard let content else { throw .failed("the content cannot be loaded, for a reason that Waiver fails to tell") }
    let audience = asked ?? content.settings.audience.flatMap { Audience($0) } ?? .internal
    try Self.check(audience, content)
    return LoadedPortal(files: files, content: content, asOf: choice.day, audience: audience, after: digests)
  }

  /// The portal's settings, as far as they can be read; what is wrong with them is told by `Content.load`.
  func settings(in files: [SourceFile]) -> PortalSettings? {
    files[...].file(at: PortalSettings.path)
      .flatMap { PortalSettings.decode($0, isTimeZone: isTimeZone).settings }
  }

  func chooseDay(_ settings: PortalSettings?) throws(Failure) -> DayChoice {
    try DayChoice(
      option: invocation.day(.asOf), pinned: settings?.pinnedDay, zone: settings?.timeZone ?? "UTC",
      environment: environment)
  }

  private static func pinnedDayNote(_ day: Day, _ today: Day, _ settings: PortalSettings?) -> Diagnostic {
    Diagnostic(
      .pinnedDay, file: PortalSettings.path, at: settings?.pinnedDayLocation ?? .start,
      "\"asOf\" pins the day to \(day), but today is \(today); remove it, or give --as-of, for another day")
  }

  private static func audience(_ name: String) throws(Failure) -> Audience {
    if let audience = Audience(name) { return audience }
    throw .wrongCommandLine(
      "--audience \"\(name)\" is not known: write internal, public or customer:KEY"
        + suggestion(for: name, in: ["internal", "public"]))
  }

  private static func check(_ audience: Audience, _ content: Content) throws(Failure) {
    guard case .customer(let key) = audience, !content.customerKeys.contains(key) else { return }
    throw .wrongCommandLine(
      "--audience: no customer has the key \"\(key)\"\(suggestion(for: key, in: content.customerKeys))")
  }
}

/// Runs what reads or writes files, with its error made the command's.
func rethrow<Value>(_ body: () throws(PublishingError) -> Value) throws(Failure) -> Value {
  do throws(PublishingError) {
    return try body()
  } catch {
    throw error.kind == .usage ? .wrongCommandLine(error.message) : .failed(error.message)
  }
}

extension Report {
  /// Whether something was found that publishing must not happen with.
  var stopsPublishing: Bool { diagnostics.contains(where: \.stopsPublishing) }
}
