import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The programs of the machine that printing needs, as the environment names them.
package struct Programs: Sendable {
  /// Environment variables: `PATH`, `WAIVER_BROWSER`, `TMPDIR`; all are handed on to programs.
  let variables: [String: String]

  package init(variables: [String: String]) { self.variables = variables }

  /// Names under which Chromium and Chrome are installed, the plainest first.
  private static let browsers = [
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "chrome-headless-shell",
    "headless_shell", "microsoft-edge",
  ]
  static let bundles = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium",
  ]

  /// - Throws: where there is no browser, with what to do about it.
  func browser(bundles: [String] = Self.bundles) throws(PublishingError) -> String {
    if let named = variables["WAIVER_BROWSER"], !named.isEmpty {
      if let path = find(named) { return path }
      throw PublishingError(.failure, "WAIVER_BROWSER names \"\(named)\", which is no program; name Chromium or Chrome")
    }
    for name in Self.browsers + bundles {
      if let path = find(name) { return path }
    }
    throw PublishingError(
      .failure,
      "--pdf needs Chromium or Chrome, and none was found. Install one (Debian or Ubuntu: sudo apt-get install chromium; "
        + "macOS: brew install --cask chromium), or name one with WAIVER_BROWSER")
  }

  /// The path of a program; nil where it is not installed.
  func find(_ name: String) -> String? {
    if name.contains("/") { return isProgram(name) ? name : nil }
    let folders = (variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private func isProgram(_ path: String) -> Bool {
    var info = FileInfo()
    return waiver_stat(AT_FDCWD, path, 1, &info) == 0 && info.isFile && access(path, X_OK) == 0
  }

  var environment: [String] { variables.map { "\($0)=\($1)" }.sorted() }

  var scratchParent: String {
    let folder = variables["TMPDIR"] ?? ""
    return folder.isEmpty ? "/tmp" : folder
  }
}
