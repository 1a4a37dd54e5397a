import Exceptions
import PortalBase
import Testing

@Suite struct DiagnosticCodeTests {
  private let codes = Diagnostic.Code.json + Diagnostic.Code.policyAndRecords + Diagnostic.Code.history

  @Test func hasEachCodeOnce() {
    #expect(Set(codes.map(\.name)).count == codes.count)
  }

  @Test func namesCodesInLowerCaseWithHyphens() {
    for code in codes {
      #expect(code.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }, "\(code.name)")
      #expect(code.meaning.hasSuffix("."), "\(code.name)")
    }
  }

  @Test(arguments: [
    "unknown-type", "condition-not-in-effect", "condition-not-announced", "migration-too-long", "invalid-json",
  ])
  func hasTheCodesOfTheContract(name: String) {
    #expect(codes.contains { $0.name == name })
  }
}
