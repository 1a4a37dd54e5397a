import Foundation
import PortalBase
import Publishing
import TestSupport
import Testing

@testable import waiver

struct InitTests {
  /// The program of the tests lies in the checkout, whose portal is the example.
  private func run(_ arguments: [String], in folder: TemporaryFolder, program: URL) -> World.Outcome {
    World(currentFolder: folder.path, program: program.path).run(arguments)
  }

  private var program: URL { packageRoot.appending(path: ".build/debug/waiver") }

  @Test func makesAPortalWithoutAPinnedDay() throws {
    try TemporaryFolder.with { folder in
      let made = run(["init", "mine"], in: folder, program: program)
      #expect(made.exitCode == .done, "\(made.errors)")
      let settings = try folder.text("mine/content/portal.json")
      #expect(!settings.contains("asOf"))
      #expect(JSONReader.read(Array(settings.utf8)).problems.isEmpty)
      let checked = run(["check", "--portal", "mine"], in: folder, program: program)
      #expect(!checked.errors.contains("pinned-day"))
      #expect(!checked.errors.contains("[invalid-json]"))
    }
  }

  @Test func leavesAFolderAloneThatHasFiles() throws {
    try TemporaryFolder.with { folder in
      try folder.write("mine/thesis.txt", "precious")
      let refused = run(["init", "mine"], in: folder, program: program)
      #expect(refused.exitCode == .wrongCommandLine)
      #expect(refused.errors.contains("not empty"))
      #expect(try folder.text("mine/thesis.txt") == "precious")
    }
  }

  @Test func takesTheFilesBehindTheProgram() throws {
    try TemporaryFolder.with { folder in
      let settings = "{\n  \"asOf\": \"2026-07-01\",\n  \"title\": \"T\"\n}\n"
      let files = "\(settings.utf8.count) content/portal.json\n\(settings)3 content/a b.txt\nxyz"
      let length = String(files.utf8.count).padding(toLength: 24, withPad: " ", startingAt: 0)
      try folder.write("program", "ELF and so on" + files + length + "waiver-files-001")
      let made = run(["init", "mine"], in: folder, program: folder.url.appending(path: "program"))
      #expect(made.exitCode == .done, "\(made.errors)")
      #expect(try folder.text("mine/content/a b.txt") == "xyz")
      #expect(try folder.text("mine/content/portal.json") == "{\n  \"title\": \"T\"\n}\n")
    }
  }

  @Test func saysWhereThereIsNoExample() throws {
    try TemporaryFolder.with { folder in
      try folder.write("program", "ELF and so on")
      let refused = run(["init", "mine"], in: folder, program: folder.url.appending(path: "program"))
      #expect(refused.exitCode == .failed)
      #expect(refused.errors.contains("no example"))
    }
  }
}

struct GeneratedTests {
  @Test(arguments: Generated.kinds)
  func namesEveryCommandAndOption(_ kind: String) throws {
    let text = try #require(Generated.text(kind, Waiver.commands)).replacing("\\-", with: "-")
    for command in Waiver.commands {
      #expect(text.contains(command.name))
      for option in command.options + Option.common { #expect(text.contains(option.name), "\(option.name)") }
    }
  }

  @Test func knowsNoOtherKind() {
    #expect(Generated.text("csh", Waiver.commands) == nil)
    #expect(World().run("generate", "csh").exitCode == .wrongCommandLine)
  }
}
