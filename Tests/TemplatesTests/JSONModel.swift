import PortalBase

@testable import Templates

/// A page model over JSON data, its shape inferred from the data: how the Mustache specification's cases run through the
/// typed compiler. Missing keys resolve at compile time, so the shape of a list's items is that of all of them together.
extension Model where Subject == JSON {
  static func inferred(from samples: [JSON]) -> Model<JSON> {
    var names: [String] = []
    for sample in samples {
      for member in sample.object ?? [] where !names.contains(member.key) { names.append(member.key) }
    }
    let fields = names.map { name in
      Field<JSON>.inferred(name, samples.compactMap { $0[name] }) { $0[name] }
    }
    // `{{.}}` is the value itself, which may be a list.
    let itself = samples.contains { $0.object == nil } ? [Field<JSON>.inferred(".", samples) { $0 }] : []
    return Model(fields + itself)
  }
}

extension Field where Subject == JSON {
  static func inferred(
    _ name: String, _ samples: [JSON], _ get: @escaping @Sendable (JSON) -> JSON?
  ) -> Field<JSON> {
    let items = samples.flatMap { $0.array ?? [] }
    if !items.isEmpty { return .list(name, "", .inferred(from: items)) { get($0)?.array ?? [] } }
    if samples.contains(where: { $0.object != nil }) {
      return .object(name, "", .inferred(from: samples.filter { $0.object != nil })) { subject in
        get(subject).flatMap { $0.object == nil ? nil : $0 }
      }
    }
    if samples.contains(where: { $0.scalarText != nil }) { return .text(name, "") { get($0)?.scalarText ?? "" } }
    if samples.contains(where: { $0.bool == true }) { return .flag(name, "") { get($0)?.bool ?? false } }
    return Field(name, "", .nothing, Accessor(isTrue: { _ in false }))
  }
}

extension JSON {
  fileprivate var scalarText: String? {
    switch value {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}
