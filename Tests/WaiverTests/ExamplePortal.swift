import Foundation
import TestSupport
import Testing

@testable import waiver

/// A copy of the example portal, which the repository is, without its published site.
enum ExamplePortal {
  static func with(_ name: String = "portal", _ body: (TemporaryFolder, World) throws -> Void) throws {
    try TemporaryFolder.with(name) { folder in
      for part in ["content", "templates"] {
        try FileManager.default.copyItem(at: packageRoot.appending(path: part), to: folder.url.appending(path: part))
      }
      try body(folder, World(currentFolder: folder.path))
    }
  }
}

/// The program itself, beside the tests that run: for what only a process has, such as its environment and its pipes.
enum Program {
  struct Outcome {
    let exitCode: Int32
    let output: String
    let errors: String
  }

  static func run(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:], shell: String? = nil
  ) throws -> Outcome {
    let process = Process()
    if let shell {
      // In a shell script, "$@" is the program and its arguments.
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell, "sh", try path().path] + arguments
    } else {
      process.executableURL = try path()
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let files = try ["output", "errors"].map { name in
      let file = folder.url.deletingLastPathComponent().appending(path: "\(name)-\(UUID().uuidString)")
      try Data().write(to: file)
      return file
    }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Outcome(exitCode: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Starts a program that goes on, and reads the first line of its output.
  static func start(_ arguments: [String], in folder: TemporaryFolder) throws -> (process: Process, line: String) {
    let process = Process()
    process.executableURL = try path()
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
    return (process, String(decoding: line, as: UTF8.self))
  }

  /// `waiver` lies where the build put the tests.
  private static func path() throws -> URL {
    let folders = [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
    let candidates = folders.flatMap {
      [$0.appending(path: "waiver"), packageRoot.appending(path: ".build/debug/waiver")]
    }
    return try #require(candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) })
  }
}
