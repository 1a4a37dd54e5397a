import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A browser without a window, for as long as this value lives: one process for everything that is printed.
final class Browser {
  private let process: ChildProcess
  private let profile: ScratchFolder
  var tools: DevTools

  static let startTime: Int32 = 30_000

  init(_ programs: Programs) throws(PublishingError) {
    let program = try programs.browser()
    profile = try ScratchFolder(in: programs.scratchParent)
    let (toBrowser, fromBrowser) = (try PipeEnds(), try PipeEnds())
    let log = open("\(profile.path)/log", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if log < 0 { throw .system(errno, "write", "\(profile.path)/log") }
    process = try ChildProcess(
      program, Self.arguments(profile: "\(profile.path)/profile"), environment: programs.environment,
      descriptors: [nil, nil, OpenDescriptor(log), toBrowser.reading, fromBrowser.writing])
    tools = DevTools(sending: toBrowser.writing, receiving: fromBrowser.reading)
  }

  deinit { process.end() }

  /// What the browser last complained of; for the message where it failed.
  func complaint() -> String {
    let log = (try? profile.read("log")).flatMap { $0 } ?? []
    let lines = String(decoding: log.suffix(4000), as: UTF8.self).split(separator: "\n")
    return lines.last { $0.contains("ERROR") || $0.contains("FATAL") || $0.contains("rror") }.map { ": \($0)" } ?? ""
  }

  /// Nothing leaves the machine: the pages are files, and names of hosts lead nowhere.
  private static func arguments(profile: String) -> [String] {
    var arguments = [
      "--headless", "--remote-debugging-pipe", "--user-data-dir=\(profile)", "--no-first-run",
      "--no-default-browser-check", "--disable-gpu", "--disable-extensions", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-breakpad",
      "--disable-dev-shm-usage", "--mute-audio", "--hide-scrollbars", "--font-render-hinting=none",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server",
    ]
    // Chromium's sandbox refuses to work for root, as it is in most containers. The pages are Waiver's own, without scripts.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    return arguments + ["about:blank"]
  }
}
