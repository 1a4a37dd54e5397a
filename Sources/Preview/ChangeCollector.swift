/// What a source of events saw in the watched folders.
package struct WatchEvent: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A file is being written, and its writer has it still open.
    case writing
    /// A file has been written, or a name has come, gone or been replaced.
    case settled
    /// The folder itself is gone or has moved.
    case folderGone
    /// Events were lost, or cannot be told: everything may have changed.
    case overflow
  }

  package let kind: Kind
  /// Relative to the root, "" for the root itself.
  package let folder: String
  /// The name in the folder.
  package let name: String

  package init(_ kind: Kind, folder: String = "", name: String = "") {
    self.kind = kind
    self.folder = folder
    self.name = name
  }
}

/// Turns a burst of events into one. Pure: the time is told to it.
///
/// A burst is over when it has been quiet for a while and no file is left half-written, or when somebody has waited for long
/// enough.
struct ChangeCollector: Sendable {
  /// In milliseconds.
  struct Patience: Sendable, Hashable {
    var quiet = 25
    var longest = 250
    /// While a version control system says that it is changing many files.
    var longestWhileHeld = 3_000
  }

  /// The folders to look into, and single names that were touched.
  struct Burst: Sendable, Hashable {
    var folders: Set<String> = []
    var files: Set<String> = []
    var isEverything = false
  }

  let patience: Patience
  private var burst = Burst()
  private var unfinished: Set<String> = []
  private var firstEvent: Int?
  private var lastEvent = 0

  init(patience: Patience = Patience()) { self.patience = patience }

  mutating func add(_ events: [WatchEvent], now: Int) {
    if events.isEmpty { return }
    if firstEvent == nil { firstEvent = now }
    lastEvent = now
    for event in events {
      let path = event.folder.isEmpty ? event.name : "\(event.folder)/\(event.name)"
      switch event.kind {
      case .overflow:
        burst.isEverything = true
        unfinished = []
      case .folderGone:
        burst.folders.insert(event.folder)
        burst.folders.insert(parent(of: event.folder))
      case .writing:
        unfinished.insert(path)
        burst.files.insert(path)
      case .settled:
        unfinished.remove(path)
        burst.files.insert(path)
      }
    }
  }

  /// How many milliseconds to wait for more; 0 when the burst is over, nil while there is none.
  /// - Parameter isHeld: whether somebody says that more will come (`.git/index.lock`).
  func wait(now: Int, isHeld: Bool = false) -> Int? {
    guard let firstEvent else { return nil }
    let latest = firstEvent + (isHeld ? patience.longestWhileHeld : patience.longest)
    let quiet = lastEvent + patience.quiet
    if now >= latest { return 0 }
    if now >= quiet, unfinished.isEmpty, !isHeld { return 0 }
    return now >= quiet ? min(patience.quiet, latest - now) : min(quiet, latest) - now
  }

  /// Hands the burst out and starts anew.
  mutating func take() -> Burst {
    defer {
      burst = Burst()
      unfinished = []
      firstEvent = nil
    }
    return burst
  }
}

/// The name of what a path leads to.
func lastPart(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

/// The folder that a path lies in; "" is the root.
func parent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}
