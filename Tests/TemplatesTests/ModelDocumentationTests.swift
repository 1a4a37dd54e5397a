import Testing

@testable import Templates

@Suite("Documentation of page models")
struct ModelDocumentationTests {
  @Test("Lists every field with its kind and meaning, and equal items once")
  func lists() {
    struct Page: Sendable {}
    let item = Model<Int>([.number("n", "its number, a|b") { $0 }])
    let model = Model<Page>([
      .text("title", "its title") { _ in "" }, .list("items", "its items", item) { _ in [] },
      .object("first", "the first", item) { _ in nil },
    ])
    #expect(
      ModelDocumentation(model).markdown()
        == """
        | name | kind | meaning |
        |---|---|---|
        | `title` | text | its title |
        | `items` | list | its items |
        | `first` | object | the first |

        #### In `items`, `first`

        | name | kind | meaning |
        |---|---|---|
        | `n` | number | its number, a\\|b |

        """)
  }
}
