#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Which files have changed since the last time.
package struct FileChanges: Sendable, Hashable {
  /// Files that are new, gone or rewritten: relative to the root, with `/`, sorted by bytes.
  package let paths: [String]
  /// Nothing is known: everything is to be read. So it is at the start.
  package let isEverything: Bool

  package init(paths: some Sequence<String>) {
    self.paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    isEverything = false
  }

  private init(isEverything: Bool) {
    paths = []
    self.isEverything = isEverything
  }

  package static let everything = FileChanges(isEverything: true)
}

/// Watches some folders of a root, and tells once for each burst of changes which files are concerned.
///
///     var watcher = FileWatcher(root: portal, folders: ["content", "templates"], stop: stop)
///     while let changes = watcher.next() { … }
///
/// From its making on nothing is missed: make it first, and read the files then.
package struct FileWatcher: Sendable {
  private let stop: WatchStop?
  private var source: any EventSource
  private var snapshot: FolderSnapshot
  private var collector: ChangeCollector
  private let isHeld: @Sendable () -> Bool

  /// Watches with what the system has: inotify, else looking again and again.
  /// - Parameters:
  ///   - root: the absolute path of the portal folder.
  ///   - folders: names in the root. One that is not there is watched as soon as it is.
  package init(root: String, folders: Set<String>, stop: WatchStop) {
    var source: any EventSource = PollingSource(stop: stop)
    #if os(Linux)
      if let inotify = try? InotifySource(root: root, stop: stop) { source = inotify }
    #endif
    // Git holds this file while it changes the working tree.
    let lock = "\(root)/.git/index.lock"
    self.init(root: root, folders: folders, source: source, stop: stop) { access(lock, F_OK) == 0 }
  }

  /// Watches with a given source; a test's, for example.
  package init(
    root: String, folders: Set<String>, source: any EventSource, stop: WatchStop? = nil,
    isHeld: @escaping @Sendable () -> Bool = { false }
  ) {
    self.stop = stop
    self.source = source
    self.isHeld = isHeld
    snapshot = FolderSnapshot(root: root, tops: folders)
    collector = ChangeCollector()
    let tellsEveryChange = source.tellsEveryChange
    watching { snapshot, watch, _ in snapshot.begin(tellsEveryChange: tellsEveryChange, watch: watch) }
  }

  /// Waits for the next changes.
  /// - Returns: nil when watching has ended.
  package mutating func next() -> FileChanges? {
    while true {
      let patience = collector.wait(now: source.now, isHeld: isHeld())
      if patience == 0 {
        let paths = look(collector.take())
        // A file that came and went again, as editors make them, or something else in the root.
        if !paths.isEmpty { return FileChanges(paths: paths) }
        continue
      }
      guard let events = source.next(waiting: patience) else { return nil }
      // What happens beside the watched folders, such as a build's output, is no reason to look or to wait.
      collector.add(
        events.filter { !$0.folder.isEmpty || $0.kind == .overflow || snapshot.tops.contains($0.name) },
        now: source.now)
    }
  }

  private mutating func look(_ burst: ChangeCollector.Burst) -> Set<String> {
    watching { snapshot, watch, unwatch in snapshot.update(burst, watch: watch, unwatch: unwatch) }
  }

  /// Looks, watching the folders that are found. Where they are too many to be watched, looks again and again from then on.
  private mutating func watching<Result>(
    _ look: (_ snapshot: inout FolderSnapshot, _ watch: (String) -> Void, _ unwatch: (String) -> Void) -> Result
  ) -> Result {
    var source = source
    var canWatch = true
    let result = look(&snapshot, { canWatch = source.watch($0) && canWatch }, { source.unwatch($0) })
    self.source = source
    if !canWatch, let stop { self.source = PollingSource(stop: stop) }
    return result
  }
}
