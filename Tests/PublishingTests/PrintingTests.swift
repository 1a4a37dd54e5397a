import Foundation
import PortalBase
import TestSupport
import Testing

@testable import Publishing

/// The means of printing: programs, pipes, PDF files. Printing itself is tested with a real browser (scripts/letter-tests).
@Suite struct PrintingTests {
  @Test(arguments: [("", ""), ("TQ==", "M"), ("TWE=", "Ma"), ("TWFu", "Man"), ("TWFuYQ==", "Mana")])
  func decodesBase64(text: String, expected: String) {
    #expect(Base64.decode(text.utf8).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func refusesWhatIsNoBase64() { #expect(Base64.decode("TW*=".utf8) == nil) }

  @Test func countsThePagesOfANestedTree() {
    let file = """
      1 0 obj <</Type /Pages
      /Count 8 /Kids []>> endobj 2 0 obj <</Type /Pages /Count 11>> endobj 3 0 obj <</Type /Outlines /Count 99>> endobj
      """
    #expect(PDFFile.pageCount(Array(file.utf8)) == 11)
    #expect(PDFFile.pageCount(Array("no PDF".utf8)) == 0)
  }

  @Test func saysHowToInstallABrowserWhereThereIsNone() throws {
    let error = #expect(throws: PublishingError.self) {
      // Bundles at fixed places may exist on a developer's Mac, so the named one is what is not there.
      try Programs(variables: ["WAIVER_BROWSER": "/nowhere/browser"]).browser()
    }
    #expect(error?.message.contains("WAIVER_BROWSER names \"/nowhere/browser\"") == true)
    #expect(error?.exitCode == 3)
    let missing = #expect(throws: PublishingError.self) {
      try Programs(variables: ["PATH": "/nowhere"]).browser(bundles: [])
    }
    #expect(missing?.message.contains("apt-get install chromium") == true)
  }

  @Test func givesAChildItsDescriptorsAndNoOthers() throws {
    let (input, output) = (try PipeEnds(), try PipeEnds())
    let child = try ChildProcess(
      "/bin/sh", ["-c", "read line <&3; echo \"got $line $NAME\" >&4; exit 7"], environment: ["NAME=n"],
      descriptors: [nil, nil, nil, input.reading, output.writing])
    #expect(write(input.writing.number, "text\n", 5) == 5)
    #expect(child.wait(milliseconds: 20_000) == 7)
    var buffer = [UInt8](repeating: 0, count: 100)
    let count = read(output.reading.number, &buffer, 100)
    #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "got text n\n")
  }

  @Test func endsAChildThatDoesNotEndByItself() throws {
    let child = try ChildProcess("/bin/sh", ["-c", "sleep 600"], environment: [], descriptors: [nil, nil, nil])
    #expect(child.wait(milliseconds: 0) == nil)
    child.end()
    #expect(child.wait(milliseconds: 0) == nil)
  }

  @Test func takesMessagesApartHoweverTheyArrive() throws {
    let (toBrowser, fromBrowser) = (try PipeEnds(), try PipeEnds())
    var tools = DevTools(sending: toBrowser.writing, receiving: fromBrowser.reading)
    #expect(try tools.send("Page.navigate", session: "s") { $0.member("url", "file:///a") } == 1)
    var sent = [UInt8](repeating: 0, count: 200)
    let count = read(toBrowser.reading.number, &sent, 200)
    #expect(
      String(decoding: sent.prefix(max(0, count)), as: UTF8.self)
        == "{\"id\":1,\"method\":\"Page.navigate\",\"sessionId\":\"s\",\"params\":{\"url\":\"file:///a\"}}\0")
    let messages =
      "{\"id\":1,\"result\":{\"x\":2}}\0{\"method\":\"m\",\"sessionId\":\"s\"}\0{\"id\":2,\"error\":{\"message\":\"no\"}}\0"
    #expect(write(fromBrowser.writing.number, messages, messages.utf8.count) == messages.utf8.count)
    #expect(try tools.receive(milliseconds: 1000).result?["x"]?.integer == 2)
    #expect(try tools.receive(milliseconds: 1000).session == "s")
    #expect(try tools.receive(milliseconds: 1000).error == "no")
    #expect(throws: PublishingError.self) { try tools.receive(milliseconds: 0) }
  }

  @Test func removesItsFolderWithAllThatIsInIt() throws {
    var path = ""
    do {
      let folder = try ScratchFolder(in: NSTemporaryDirectory())
      path = folder.path
      try folder.write([1], to: "a/b/c")
      #expect(try folder.read("a/b/c") == [1])
      #expect(try folder.read("d") == nil)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func keepsIssuedLettersOnce() throws {
    try TemporaryFolder.with("archive") { folder in
      let files = [
        SourceFile(path: "content/letters/a/x.html", text: "1"),
        SourceFile(path: "content/letters/a/x.json", text: "2"),
      ]
      try LetterArchive.keep([files], in: folder.path)
      #expect(try String(contentsOf: folder.url.appending(path: "content/letters/a/x.json"), encoding: .utf8) == "2")
      #expect(throws: PublishingError.self) { try LetterArchive.keep([files], in: folder.path) }
    }
  }
}
