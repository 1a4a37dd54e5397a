import CSystem
import PortalBase

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the files of a portal folder without reading them, and judges their names and links.
struct PortalWalk {
  private let root: OpenFolder
  /// The portal folder without symbolic links: where links may lead.
  private let realRoot: String
  private(set) var files: [String] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// How many folders were entered through symbolic links: links that meet again and again double the way at each step.
  private var followed = 0
  private static let mostFollowed = 1000
  /// Whether a folder was entered through a symbolic link.
  var entersLinks: Bool { followed > 0 }

  init(_ root: OpenFolder) throws(PublishingError) {
    self.root = root
    guard let path = realPath(root.descriptor, ".") else { throw .system(errno, "look at", root.name) }
    realRoot = path == "/" ? "" : path
  }

  private struct Step {
    var path: String
    /// The same without links.
    var real: String
    /// The folders above, each without links: a link to one of them is a circle.
    var chain: [String]
  }

  /// Walks the folders of these names, where they exist.
  mutating func run(_ names: [String], except unread: [String]) throws(PublishingError) {
    var steps: [Step] = []
    for name in names.reversed() {
      var info = FileInfo()
      if waiver_stat(root.descriptor, name, 0, &info) != 0 { continue }
      if info.isSymbolicLink {
        try follow(name, [], &steps)
      } else if info.isFolder {
        steps.append(Step(path: name, real: "\(realRoot)/\(name)", chain: []))
      } else {
        throw PublishingError(.failure, "\(name) is no folder")
      }
    }
    while let step = steps.popLast() {
      if !unread.contains(step.path) { try enter(step, &steps) }
    }
  }

  private mutating func enter(_ step: Step, _ steps: inout [Step]) throws(PublishingError) {
    let chain = step.chain + [step.real]
    var descriptor: Int32 = -1
    let number = waiver_open_folder(root.descriptor, step.path, 1, &descriptor)
    if number != 0 { throw .system(number, "list", step.path) }
    let folder = OpenFolder(descriptor: descriptor, name: step.path)
    var names: [String] = []
    var folded = FoldedNames()
    for entry in try folder.entries() where !PortalWalk.isPassedOver(entry.name) {
      guard let name = nameIfValid(entry.name, step.path) else { continue }
      names.append(name)
      folded.add(entry.name)
      let path = "\(step.path)/\(name)"
      if entry.isFile {
        files.append(path)
      } else if entry.isFolder {
        steps.append(Step(path: path, real: "\(step.real)/\(name)", chain: chain))
      } else if entry.isSymbolicLink {
        try follow(path, chain, &steps)
      } else {
        report(.specialFile, path, "\(path) is a pipe, socket or device, and is not read; remove it")
      }
    }
    if folded.mayHaveEqual { reportCaseDuplicates(names, step.path) }
  }

  /// Follows a symbolic link that stays inside the portal; reports every other.
  private mutating func follow(_ path: String, _ chain: [String], _ steps: inout [Step]) throws(PublishingError) {
    guard let real = realPath(root.descriptor, path) else {
      if errno == ELOOP {
        report(.linkCycle, path, "the symbolic link leads back to itself; remove it")
      } else if errno == ENOENT || errno == ENOTDIR {
        report(.linkWithoutTarget, path, "the symbolic link leads nowhere; remove it, or put back what it names")
      } else {
        throw .system(errno, "read", path)
      }
      return
    }
    guard real.utf8.starts(with: (realRoot + "/").utf8) else {
      report(
        .linkOutsidePortal, path, "the symbolic link leads out of the portal, so it is not read; copy the file here")
      return
    }
    var info = FileInfo()
    let number = waiver_stat(root.descriptor, path, 1, &info)
    if number != 0 { throw .system(number, "read", path) }
    if info.isFile {
      files.append(path)
    } else if !info.isFolder {
      report(.specialFile, path, "\(path) leads to a pipe, socket or device, and is not read; remove it")
    } else if chain.contains(real) {
      report(.linkCycle, path, "the symbolic link leads back to a folder that it lies in; remove it")
    } else if followed >= PortalWalk.mostFollowed {
      if followed == PortalWalk.mostFollowed {
        report(
          .linkCycle, path, "more than \(followed) folders are reached through symbolic links; remove some of them")
      }
      followed += 1
    } else {
      followed += 1
      steps.append(Step(path: path, real: real, chain: chain))
    }
  }

  private mutating func report(_ code: Diagnostic.Code, _ path: String, _ message: String) {
    diagnostics.append(Diagnostic(code, file: path, message))
  }

  /// Names that are no part of a portal: hidden ones, and what editors, merges and desktops leave behind.
  static func isPassedOver(_ name: [UInt8]) -> Bool {
    guard let first = name.first, let last = name.last else { return true }
    if first == UInt8(ascii: ".") || last == UInt8(ascii: "~") { return true }
    if first == UInt8(ascii: "#") && last == UInt8(ascii: "#") { return true }
    // Most names end in another letter than all of these.
    guard "pokgjbi".utf8.contains(last) else { return false }
    let endings = [".swp", ".swo", ".bak", ".orig", ".rej", ".tmp"]
    if let dot = name.lastIndex(of: UInt8(ascii: ".")), endings.contains(where: { $0.utf8.elementsEqual(name[dot...]) })
    {
      return true
    }
    return ["Thumbs.db", "desktop.ini"].contains { $0.utf8.elementsEqual(name) }
  }

  /// The name, or nil with a report where no address could name the file.
  private mutating func nameIfValid(_ bytes: [UInt8], _ folder: String) -> String? {
    let name = String(decoding: bytes, as: UTF8.self)
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    if isPlain { return name }
    let path = "\(folder)/\(name)"
    guard name.utf8.elementsEqual(bytes) else {
      report(.invalidFileName, path, "the file's name is not UTF-8; rename the file")
      return nil
    }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      report(.invalidFileName, path, "the file's name contains a control character; rename the file")
      return nil
    }
    return name
  }

  /// Names of one folder that a case-insensitive disk, or one that normalises letters, cannot keep apart.
  private mutating func reportCaseDuplicates(_ names: [String], _ folder: String) {
    var first: [String: String] = [:]
    first.reserveCapacity(names.count)
    for name in names.sorted(by: precedesInBytes) {
      // `String` equality is canonical equivalence, so letters with combining marks are equal however they are written.
      guard let other = first.updateValue(name, forKey: name.lowercased()) else { continue }
      let what = name == other ? "in how their letters are composed in Unicode" : "in letter case"
      report(
        .caseDuplicate, "\(folder)/\(name)",
        "\(folder)/\(name) and \(folder)/\(other) differ only \(what), which many disks cannot keep apart; rename one")
    }
  }
}

/// The names of a folder without letter case, as hashes: nearly no folder has two names that are equal so, and to find that out must not
/// take long.
private struct FoldedNames {
  private var hashes: [UInt64] = []
  private var isASCII = true

  mutating func add(_ name: [UInt8]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name {
      // In other characters than letters the bit may be set too: then two names may look equal that are not.
      hash = (hash ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
      if byte >= 0x80 { isASCII = false }
    }
    hashes.append(hash)
  }

  /// "Yes" may be wrong, "no" never is.
  var mayHaveEqual: Bool {
    if !isASCII { return true }
    let sorted = hashes.sorted()
    return sorted.indices.dropFirst().contains { sorted[$0] == sorted[$0 - 1] }
  }
}

/// The path without symbolic links, or nil with `errno`.
private func realPath(_ root: Int32, _ path: String) -> String? {
  // The descriptor's own path: realpath takes no folder to begin from.
  guard let base = currentPath(root) else { return nil }
  guard let found = realpath(path == "." ? base : "\(base)/\(path)", nil) else { return nil }
  defer { free(found) }
  return String(cString: found)
}

/// Where an open folder is.
private func currentPath(_ descriptor: Int32) -> String? {
  #if os(Linux) || os(Android)
    return "/proc/self/fd/\(descriptor)"
  #else
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(MAXPATHLEN)) { buffer in
      guard let start = buffer.baseAddress, fcntl(descriptor, F_GETPATH, start) == 0 else { return nil }
      return String(cString: start)
    }
  #endif
}
