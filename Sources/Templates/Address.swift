/// An address that Waiver itself made, in two pieces: the way to a folder, and what lies below it. They are joined where they are written.
public struct Address: Sendable, Hashable {
  /// The way to the folder, with its `/`.
  public let folder: String
  /// What lies below it.
  public let rest: String

  package init(_ folder: String, _ rest: String) {
    self.folder = folder
    self.rest = rest
  }

  package var text: String { folder + rest }
}

extension Field {
  /// An address, as `url` has it.
  @inlinable
  public static func address(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Subject) -> Address?
  ) -> Field {
    Field(
      name, doc, .url,
      Accessor { context, escaping, bytes in
        guard let address = get(Context<Subject>.of(context).value) else { return false }
        address.folder.append(escaping, to: &bytes)
        address.rest.append(escaping, to: &bytes)
        return !(address.folder.isEmpty && address.rest.isEmpty)
      } isTrue: { context in
        get(Context<Subject>.of(context).value).map { !($0.folder.isEmpty && $0.rest.isEmpty) } ?? false
      })
  }
}
