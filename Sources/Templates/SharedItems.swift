/// Items of one type that many pages show, such as states and outcomes.
package struct SharedItems: Sendable {
  let type: ObjectIdentifier
  let contexts: [any AnyObject & Sendable]

  /// - Parameter contexts: each with its place in this list.
  package init<Item: Sendable>(_ contexts: [Context<Item>]) {
    type = ObjectIdentifier(Item.self)
    self.contexts = contexts
  }
}
