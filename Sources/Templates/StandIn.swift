/// A text that stands for one that only the page knows, while everything around it is filled in ahead.
package struct StandIn<Subject: Sendable>: Sendable {
  package let text: String
  let accessor: Accessor

  /// - Parameters:
  ///   - name: letters that tell it from others.
  ///   - get: the text of a page. It is written as it is, so it must be safe in markup and in addresses.
  package init(_ name: String, _ get: @escaping @Sendable (Subject) -> String) {
    // U+FDD0, a noncharacter: those are there for a program's own use, and no text that is meant to be read has them (Unicode, 23.7).
    let mark = String(decoding: [0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)
    text = mark + name + mark
    accessor = Field.text(name, "", get).erased.accessor
  }
}
