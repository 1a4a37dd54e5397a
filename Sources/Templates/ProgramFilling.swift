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
  private let shared: [SharedItems]
  /// What sections write for shared items, by what they are: many show a day, or a state, in the same way.
  private var made: [SectionBody: Range<Int32>] = [:]
  private var builder: ProgramBuilder

  /// - Parameters:
  ///   - part: the context of a value that is a part of every subject.
  ///   - known: the accessors of the part whose values may be filled in.
  ///   - shared: items that many pages show: what a section writes for one of them is made once, if it needs nothing but the item.
  static func fill(
    _ program: Program, with part: AnyObject, _ known: [Accessor], _ standIns: [(text: [UInt8], accessor: Accessor)],
    _ shared: [SharedItems]
  ) -> Program {
    var filling = ProgramFilling(program, part, Set(known.map(ObjectIdentifier.init)), standIns, shared)
    filling.fill(program.instructions.indices, level: 0)
    return filling.builder.program
  }

  private init(
    _ program: Program, _ part: AnyObject, _ known: Set<ObjectIdentifier>,
    _ standIns: [(text: [UInt8], accessor: Accessor)], _ shared: [SharedItems]
  ) {
    self.shared = shared
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

  /// - Parameter level: that of the context around.
  private mutating func fill(_ range: Range<Int>, level: Int) {
    var position = range.lowerBound
    while position < range.upperBound {
      let this = program.instructions[position]
      let body = position + 1..<(this.code.isSection ? Int(this.end) : position + 1)
      switch this.code {
      case .literal: builder.literal(program.literals[Int(this.index)..<Int(this.index + this.count)])
      case .value where isKnown(this), .each where isKnown(this) && body.allSatisfy(isClosed):
        add(ahead.run(part, position..<body.upperBound))
      case .whenTrue where isKnown(this), .whenPresent where isKnown(this), .whenFalse where isKnown(this):
        if ahead.accessors[Int(this.index)].isTrue(part) == (this.code != .whenFalse) {
          fill(body, level: level)
        }
      case .value: builder.add(this)
      case .each, .whenTrue, .whenPresent, .whenFalse, .whenAny:
        let start = builder.add(this)
        if this.code == .each { share(this, body, level + 1, start) }
        fill(body, level: this.code == .each ? level + 1 : level)
        builder.end(start)
      }
      position = body.upperBound
    }
  }

  /// Makes what a section writes for shared items, if its body reads nothing but the item.
  private mutating func share(_ section: Program.Instruction, _ body: Range<Int>, _ level: Int, _ start: Int) {
    guard let items = shared.first(where: { $0.type == program.accessors[Int(section.index)].items }),
      body.allSatisfy({ readsOnly(from: level, $0) })
    else { return }
    let code = SectionBody(of: program, body, level, items.type)
    let bytes =
      made[code]
      ?? builder.keep(items.contexts.count) { item, bytes in
        program.run(items.contexts[item], at: level, body, into: &bytes)
      }
    made[code] = bytes
    builder.share(bytes, of: start)
  }

  private func readsOnly(from level: Int, _ position: Int) -> Bool {
    let this = program.instructions[position]
    switch this.code {
    case .literal: return true
    case .whenAny:
      return program.anyOf[Int(this.index)..<Int(this.index + this.count)].allSatisfy { Int($0.level) >= level }
    default: return Int(this.level) >= level
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

/// The instructions of a section over shared items, so that two that write the same can be told to.
private struct SectionBody: Hashable {
  private let items: ObjectIdentifier
  private var instructions: [Program.Instruction] = []
  private var literals: [UInt8] = []

  /// - Parameter level: that of the item.
  init(of program: Program, _ body: Range<Int>, _ level: Int, _ items: ObjectIdentifier) {
    self.items = items
    for var instruction in program.instructions[body] {
      if instruction.code == .literal {
        let start = Int(instruction.index)
        literals += program.literals[start..<start + Int(instruction.count)]
        instruction.index = 0
      } else if instruction.code != .whenAny {
        instruction.level -= UInt16(level)
      }
      if instruction.code.isSection { instruction.end -= Int32(body.lowerBound) }
      instructions.append(instruction)
    }
  }
}

extension Template {
  /// The same template, with what is known before any page filled in.
  /// - Parameters:
  ///   - names: the fields that have the same values in all subjects that it will be given, but for the stand-ins in them.
  ///   - model: of a part of the subjects, as it was mapped into the template's model; it has those fields.
  ///   - standIns: what is not known in those fields.
  ///   - shared: items that may be in lists and objects.
  package func filled<Part: Sendable>(
    _ names: Set<String>, of model: Model<Part>, with part: Part, _ standIns: [StandIn<Subject>] = [],
    shared: [SharedItems] = []
  ) -> Template {
    let known = model.erased.fields.filter { names.contains($0.name) }.map(\.accessor)
    return with(
      ProgramFilling.fill(
        program, with: Context(part), known, standIns.map { (Array($0.text.utf8), $0.accessor) }, shared))
  }
}
