#if os(Linux)
  import Glibc

  /// Events of Linux (inotify(7)). Each folder is watched by itself: inotify knows no trees.
  struct InotifySource: EventSource {
    private let root: String
    private let stop: WatchStop
    private let inotify: Descriptor
    /// A watch belongs to a folder on disk, which may be reached by several paths (links), and by another one after a move.
    private var folders: [Int32: Set<String>] = [:]
    private var watches: [String: Int32] = [:]

    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
        | IN_MOVE_SELF)

    /// - Parameter root: the absolute path of the root.
    init(root: String, stop: WatchStop) throws(PreviewError) {
      let number = inotify_init1(0)
      guard number >= 0 else { throw .system("watch files", errno) }
      self.root = root
      self.stop = stop
      inotify = Descriptor(owning: number)
    }

    var now: Int { monotonicMilliseconds() }
    var tellsEveryChange: Bool { true }

    mutating func watch(_ folder: String) -> Bool {
      let path = folder.isEmpty ? root : "\(root)/\(folder)"
      let watch = inotify_add_watch(
        inotify.number, path, InotifySource.mask | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK))
      guard watch >= 0 else {
        // Gone again, or never to be entered: nothing to watch there. Else the system has no more watches.
        return errno != ENOSPC && errno != ENOMEM
      }
      if let old = watches[folder], old != watch { forget(folder, old) }
      watches[folder] = watch
      folders[watch, default: []].insert(folder)
      return true
    }

    mutating func unwatch(_ folder: String) {
      guard let watch = watches.removeValue(forKey: folder) else { return }
      forget(folder, watch)
    }

    private mutating func forget(_ folder: String, _ watch: Int32) {
      folders[watch]?.remove(folder)
      guard folders[watch]?.isEmpty == true else { return }
      folders[watch] = nil
      // Fails where the folder is gone, and the watch with it.
      inotify_rm_watch(inotify.number, watch)
    }

    mutating func next(waiting milliseconds: Int?) -> [WatchEvent]? {
      var requests = [
        pollfd(fd: stop.pipe.reader.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: inotify.number, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&requests, 2, milliseconds.map(Int32.init(clamping:)) ?? -1) > 0 else { return [] }
      if requests[0].revents != 0 { return nil }
      var bytes: [UInt8] = []
      var events: [WatchEvent] = []
      while case .bytes = inotify.read(into: &bytes, limit: 64 * 1024) {
        bytes.withUnsafeBytes { parse($0, into: &events) }
        bytes.removeAll(keepingCapacity: true)
      }
      return events
    }

    /// A read gives whole events: a header, and a name that is padded with zero bytes.
    private mutating func parse(_ bytes: UnsafeRawBufferPointer, into events: inout [WatchEvent]) {
      let header = MemoryLayout<inotify_event>.size
      var offset = 0
      while offset + header <= bytes.count {
        let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let nameStart = offset + header
        offset = nameStart + Int(event.len)
        guard offset <= bytes.count else { return }
        let name = String(decoding: bytes[nameStart..<offset].prefix { $0 != 0 }, as: UTF8.self)
        add(event, name, to: &events)
      }
    }

    private mutating func add(_ event: inotify_event, _ name: String, to events: inout [WatchEvent]) {
      if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return events.append(WatchEvent(.overflow)) }
      let paths = folders[event.wd] ?? []
      if event.mask & UInt32(IN_IGNORED) != 0 {
        for path in paths where watches[path] == event.wd { watches[path] = nil }
        folders[event.wd] = nil
        return
      }
      let kind: WatchEvent.Kind =
        if event.mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF) != 0 {
          .folderGone
        } else if event.mask & UInt32(IN_MODIFY) != 0 {
          .writing
        } else {
          .settled
        }
      for path in paths { events.append(WatchEvent(kind, folder: path, name: kind == .folderGone ? "" : name)) }
    }
  }
#endif
