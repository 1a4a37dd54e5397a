import PortalBase

/// Fills in a program's values ahead, as far as they are known before any page is.
struct ProgramFilling {
  private let program: Program
  /// The same program, in which the known accessors read the part.
  private let ahead: Program
  /// The `Context` of the part of the subject that is known.
  private let part: AnyObject
  private let isKnown: [Bool]
  private var builder: ProgramBuilder

  /// - Parameters:
  ///   - part: the context of a value that is a part of every subject.
  ///   - known: the accessors of the part whose values may be filled in.
  static func fill(_ program: Program, with part: AnyObject, _ known: [Accessor]) -> Program {
    var filling = ProgramFilling(program, part, Set(known.map(ObjectIdentifier.init)))
    filling.fill(program.instructions.indices)
    return filling.builder.program
  }

  private init(_ program: Program, _ part: AnyObject, _ known: Set<ObjectIdentifier>) {
    self.program = program
    self.part = part
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
        builder.literal(ahead.run(part, position..<body.upperBound))
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

extension Template {
  /// The same template, with fields of a part of its subjects filled in: those that have the same values in all that it will be given.
  /// - Parameters:
  ///   - names: the fields that are known.
  ///   - model: of the part, as it was mapped into the template's model.
  package func filled<Part: Sendable>(_ names: Set<String>, of model: Model<Part>, with part: Part) -> Template {
    let known = model.erased.fields.filter { names.contains($0.name) }.map(\.accessor)
    return Template(
      program: ProgramFilling.fill(program, with: Context(part), known), usedConstants: usedConstants,
      usedFields: usedFields, usedFiles: usedFiles)
  }
}
