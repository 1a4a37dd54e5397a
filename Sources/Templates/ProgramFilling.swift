import PortalBase

/// Fills in a program's values ahead, as far as they are known before any page is.
struct ProgramFilling {
  private let program: Program
  /// The same program, in which the known accessors read the part.
  private let ahead: Program
  /// The `Context` of the part of the subject that is known.
  private let part: AnyObject
  private let isKnown: [Bool]
  /// What stands in the part's texts for values of the page, and how those are read.
  private let standIns: [(text: [UInt8], accessor: Accessor)]
  private var builder: ProgramBuilder

  /// - Parameters:
  ///   - part: the context of a value that is a part of every subject.
  ///   - known: the accessors of the part whose values may be filled in.
  static func fill(
    _ program: Program, with part: AnyObject, _ known: [Accessor], _ standIns: [(text: [UInt8], accessor: Accessor)]
  ) -> Program {
    var filling = ProgramFilling(program, part, Set(known.map(ObjectIdentifier.init)), standIns)
    filling.fill(program.instructions.indices)
    return filling.builder.program
  }

  private init(
    _ program: Program, _ part: AnyObject, _ known: Set<ObjectIdentifier>,
    _ standIns: [(text: [UInt8], accessor: Accessor)]
  ) {
    self.program = program
    self.part = part
    self.standIns = standIns
    isKnown = program.accessors.map { $0.ofPart.map { known.contains(ObjectIdentifier($0)) } ?? false }
    var ahead = program
    for index in isKnown.indices where isKnown[index] {
      ahead.accessors[index] = program.accessors[index].ofPart ?? program.accessors[index]
    }
    self.ahead = ahead
    builder = ProgramBuilder(continuing: program)
  }

  private mutating func fill(_ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let this = program.instructions[position]
      let body = position + 1..<(this.code.isSection ? Int(this.end) : position + 1)
      switch this.code {
      case .literal: builder.literal(program.literals[Int(this.index)..<Int(this.index + this.count)])
      case .value where isKnown(this), .each where isKnown(this) && body.allSatisfy(isClosed):
        add(ahead.run(part, position..<body.upperBound))
      case .whenTrue where isKnown(this), .whenPresent where isKnown(this), .whenFalse where isKnown(this):
        if ahead.accessors[Int(this.index)].isTrue(part) == (this.code != .whenFalse) { fill(body) }
      case .value: builder.add(this)
      case .each, .whenTrue, .whenPresent, .whenFalse, .whenAny:
        let start = builder.add(this)
        fill(body)
        builder.end(start)
      }
      position = body.upperBound
    }
  }

  /// Adds what the part writes: literals, and values of the page where one has a stand-in.
  private mutating func add(_ bytes: [UInt8]) {
    var start = 0
    for position in bytes.indices where position >= start {
      guard let standIn = standIns.first(where: { bytes[position...].starts(with: $0.text) }) else { continue }
      builder.literal(bytes[start..<position])
      builder.value(standIn.accessor)
      start = position + standIn.text.count
    }
    builder.literal(bytes[start...])
  }

  private func isKnown(_ instruction: Program.Instruction) -> Bool {
    instruction.level == 0 && isKnown[Int(instruction.index)]
  }

  /// Whether the instruction, inside a section over something known, needs nothing that is not known.
  private func isClosed(_ position: Int) -> Bool {
    let this = program.instructions[position]
    switch this.code {
    case .literal: return true
    case .whenAny:
      return program.anyOf[Int(this.index)..<Int(this.index + this.count)].allSatisfy { $0.level > 0 }
    default: return this.level > 0 || isKnown(this)
    }
  }
}

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

extension Template {
  /// The same template, with fields of a part of its subjects filled in: those that have the same values in all that it will be given.
  /// - Parameters:
  ///   - names: the fields that are known.
  ///   - model: of the part, as it was mapped into the template's model.
  ///   - standIns: what is not known in those fields.
  package func filled<Part: Sendable>(
    _ names: Set<String>, of model: Model<Part>, with part: Part, _ standIns: [StandIn<Subject>] = []
  ) -> Template {
    let known = model.erased.fields.filter { names.contains($0.name) }.map(\.accessor)
    return Template(
      program: ProgramFilling.fill(
        program, with: Context(part), known, standIns.map { (Array($0.text.utf8), $0.accessor) }),
      usedConstants: usedConstants, usedFields: usedFields, usedFiles: usedFiles)
  }
}
