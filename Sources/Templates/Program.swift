/// A template as a list of instructions over bytes: copy a range of literals, append a value, enter or skip a section.
struct Program: Sendable {
  /// One instruction. A section's body follows it, up to `end`.
  struct Instruction: Sendable {
    enum Code: UInt8, Sendable {
      /// Copy `count` literal bytes from `index`.
      case literal
      /// Append the value of accessor `index`.
      case value
      /// Run the body for every item of accessor `index`, with the item as context.
      case each
      /// Run the body if accessor `index` is true.
      case whenTrue
      /// The same, where the body begins with the value itself, perhaps after a literal: the value is read once, and what was
      /// written is taken back where it is absent.
      case whenPresent
      /// Run the body if accessor `index` is false.
      case whenFalse
      /// Run the body if any of the `count` accessor entries from `index` in `anyOf` is true.
      case whenAny
    }
    var code: Code
    var escaping: Escaping = .text
    /// Which context the accessor reads: 0 is the page's subject, 1 the item of the outermost section, and so on.
    var level: UInt16 = 0
    var index: Int32 = 0
    var count: Int32 = 0
    /// Where the body ends: the index of the instruction after it.
    var end: Int32 = 0
  }

  struct Condition: Sendable {
    var level: UInt16
    var accessor: Int32
    var isInverted = false
  }

  var instructions: [Instruction] = []
  var literals: [UInt8] = []
  var accessors: [any Accessor] = []
  var anyOf: [Condition] = []

  func run(_ subject: AnyObject, into bytes: inout [UInt8]) {
    var contexts: [AnyObject] = []
    contexts.reserveCapacity(8)
    contexts.append(subject)
    literals.withUnsafeBufferPointer { literals in
      instructions.withUnsafeBufferPointer { instructions in
        run(0, instructions.count, instructions, literals, &contexts, &bytes)
      }
    }
  }

  /// Runs the instructions from `start` up to `end`. Depth of recursion is that of the template's sections, which the compiler limits.
  private func run(
    _ start: Int, _ end: Int, _ instructions: UnsafeBufferPointer<Instruction>,
    _ literals: UnsafeBufferPointer<UInt8>, _ contexts: inout [AnyObject], _ bytes: inout [UInt8]
  ) {
    var position = start
    while position < end {
      let this = instructions[position]
      position += 1
      switch this.code {
      case .literal:
        let from = Int(this.index)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: literals[from..<from + Int(this.count)]))
      case .value:
        accessors[Int(this.index)].append(contexts[Int(this.level)], this.escaping, to: &bytes)
      case .each:
        let body = position
        accessors[Int(this.index)].forEach(contexts[Int(this.level)]) { item in
          contexts.append(item)
          run(body, Int(this.end), instructions, literals, &contexts, &bytes)
          contexts.removeLast()
        }
        position = Int(this.end)
      case .whenTrue:
        if !accessors[Int(this.index)].isTrue(contexts[Int(this.level)]) { position = Int(this.end) }
      case .whenPresent:
        let mark = bytes.count
        var value = instructions[position]
        if value.code == .literal {
          let from = Int(value.index)
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: literals[from..<from + Int(value.count)]))
          position += 1
          value = instructions[position]
        }
        position += 1
        if !accessors[Int(value.index)].append(contexts[Int(value.level)], value.escaping, to: &bytes) {
          bytes.removeLast(bytes.count - mark)
          position = Int(this.end)
        }
      case .whenFalse:
        if accessors[Int(this.index)].isTrue(contexts[Int(this.level)]) { position = Int(this.end) }
      case .whenAny:
        let conditions = anyOf[Int(this.index)..<Int(this.index + this.count)]
        let holds = conditions.contains { accessors[Int($0.accessor)].isTrue(contexts[Int($0.level)]) != $0.isInverted }
        if !holds { position = Int(this.end) }
      }
    }
  }
}
