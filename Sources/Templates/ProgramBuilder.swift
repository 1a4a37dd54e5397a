import PortalBase

/// Collects the instructions of a program; neighbouring literals become one.
struct ProgramBuilder {
  private(set) var program = Program()
  private var numbers: [ObjectIdentifier: Int32] = [:]
  /// No literal before this instruction may grow: a section ends there.
  private var barrier = 0
  /// How many sections over items are open.
  private var depth = 0

  init() {}

  /// For instructions that name the accessors of another program.
  init(continuing other: Program) {
    program.accessors = other.accessors
    program.anyOf = other.anyOf
  }

  /// Adds an instruction of that program; of a section, its end is still to be told.
  @discardableResult
  mutating func add(_ instruction: Program.Instruction) -> Int {
    program.instructions.append(instruction)
    if instruction.code == .each {
      depth += 1
      program.room = max(program.room, depth + 1)
    }
    return program.instructions.count - 1
  }

  mutating func literal(_ bytes: some Collection<UInt8>) {
    if bytes.isEmpty { return }
    let start = program.literals.count
    program.literals.append(contentsOf: bytes)
    let last = program.instructions.count - 1
    if last >= barrier, program.instructions[last].code == .literal {
      program.instructions[last].count += Int32(bytes.count)
    } else {
      program.instructions.append(.init(code: .literal, index: Int32(start), count: Int32(bytes.count)))
    }
  }

  mutating func value(_ value: Value, _ escaping: Escaping) {
    switch value.source {
    case .constant(let text):
      var bytes = ByteBuffer()
      text.append(escaping, to: &bytes)
      literal(bytes.bytes)
    case .field(let level, let accessor):
      program.instructions.append(
        .init(code: .value, escaping: escaping, level: UInt16(level), index: number(of: accessor)))
    }
  }

  /// A value of the page's subject, written as plain text.
  mutating func value(_ accessor: Accessor) {
    program.instructions.append(.init(code: .value, escaping: .plain, index: number(of: accessor)))
  }

  /// What the section writes for shared items: as many as the range has, in order of their places.
  mutating func share(_ items: Range<Int32>, of section: Int) {
    program.instructions[section].shared = items.lowerBound
    program.instructions[section].count = Int32(items.count)
  }

  /// Keeps what a section writes for so many shared items.
  /// - Parameter write: appends what it writes for the item at that place.
  /// - Returns: where it is, for `share`.
  mutating func keep(_ count: Int, _ write: (Int, inout ByteBuffer) -> Void) -> Range<Int32> {
    let first = Int32(program.shared.count)
    let base = program.literals.count
    var bytes = ByteBuffer()
    for item in 0..<count {
      let start = Int32(base + bytes.count)
      write(item, &bytes)
      program.shared.append(start..<Int32(base + bytes.count))
    }
    program.literals.append(contentsOf: bytes)
    return first..<Int32(program.shared.count)
  }

  /// Begins a section; the answer goes to `end`.
  mutating func begin(_ test: Test) -> Int {
    let code: Program.Instruction.Code =
      switch test.mode {
      case .each: .each
      case .whenTrue: .whenTrue
      case .whenFalse: .whenFalse
      }
    return add(.init(code: code, level: UInt16(test.level), index: number(of: test.accessor)))
  }

  mutating func begin(anyOf tests: [Test]) -> Int {
    let start = Int32(program.anyOf.count)
    for test in tests {
      program.anyOf.append(
        .init(level: UInt16(test.level), accessor: number(of: test.accessor), isInverted: test.mode == .whenFalse))
    }
    return add(.init(code: .whenAny, index: start, count: Int32(tests.count)))
  }

  mutating func end(_ start: Int) {
    program.instructions[start].end = Int32(program.instructions.count)
    if program.instructions[start].code == .each { depth -= 1 }
    barrier = program.instructions.count
    if beginsWithItsValue(start) { program.instructions[start].code = .whenPresent }
  }

  /// Whether the body of a section that asks for a value begins with that value, perhaps after a literal.
  private func beginsWithItsValue(_ start: Int) -> Bool {
    let section = program.instructions[start]
    guard section.code == .whenTrue else { return false }
    let body = program.instructions[(start + 1)...]
    let first = body.first?.code == .literal ? body.dropFirst().first : body.first
    return first?.code == .value && first?.level == section.level && first?.index == section.index
  }

  private mutating func number(of accessor: Accessor) -> Int32 {
    let id = ObjectIdentifier(accessor)
    if let number = numbers[id] { return number }
    let number = Int32(program.accessors.count)
    program.accessors.append(accessor)
    numbers[id] = number
    return number
  }
}

extension ProgramBuilder {
  /// Appends the pieces of a template in text mode: every value is escaped for HTML, unless the tag says otherwise.
  mutating func append(text pieces: [Piece]) {
    for piece in pieces {
      switch piece.kind {
      case .text(let bytes): literal(bytes)
      case .value(let value): self.value(value, value.isRaw ? .raw : .text)
      case .section(let test, let inner):
        let start = begin(test)
        append(text: inner)
        end(start)
      case .whenAny(_, let inner), .island(_, let inner): append(text: inner)
      }
    }
  }
}
