import PortalBase
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("driver", "drivers"), ("drvers", "drivers"), ("rdivers", "drivers"), ("DRIVERS", "drivers"),
    ("divices", "devices"),
    ("devices", "devices"),
  ])
  func findsTheNearestName(name: String, expected: String) {
    #expect(nearest(to: name, in: ["devices", "drivers", "other"]) == expected)
  }

  @Test(arguments: ["", "x", "policies", "dxyzers"])
  func findsNothingFarAway(name: String) {
    #expect(nearest(to: name, in: ["devices", "drivers", "other"]) == nil)
    #expect(suggestion(for: name, in: ["devices", "drivers", "other"]).isEmpty)
  }

  @Test func takesTheFirstByAlphabetAmongEquals() {
    #expect(nearest(to: "cat", in: ["hat", "bat", "rat"]) == "bat")
    #expect(nearest(to: "cat", in: ["rat", "hat", "bat"]) == "bat")
  }

  @Test func putsItIntoWords() {
    #expect(suggestion(for: "driver", in: ["drivers"]) == "; did you mean \"drivers\"?")
  }

  @Test func boundsItsWorkForLongNames() {
    #expect(nearest(to: String(repeating: "x", count: 100_000), in: ["drivers"]) == nil)
  }
}
