import PortalBase

/// A template as a list of instructions over bytes: copy a range of literals, append a value, enter or skip a section.
struct Program: Sendable {
  /// One instruction. A section's body follows it, up to `end`.
  struct Instruction: Sendable, Hashable {
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

      /// Whether a body follows.
      var isSection: Bool { self != .literal && self != .value }
    }
    var code: Code
    var escaping: Escaping = .text
    /// Which context the accessor reads: 0 is the page's subject, 1 the item of the outermost section, and so on.
    var level: UInt16 = 0
    var index: Int32 = 0
    var count: Int32 = 0
    /// Where the body ends: the index of the instruction after it.
    var end: Int32 = 0
    /// Of a literal that tells its readers where it stands: what it is called there, from 1.
    var number: Int32 = 0
    /// Of `each`: where in `shared` the bytes of its shared items begin; there are `count` of them.
    var shared: Int32 = 0
  }

  struct Condition: Sendable {
    var level: UInt16
    var accessor: Int32
    var isInverted = false
  }

  var instructions: [Instruction] = []
  var literals: [UInt8] = []
  var accessors: [Accessor] = []
  var anyOf: [Condition] = []
  /// What sections write for shared items, as places in `literals`.
  var shared: [Range<Int32>] = []
  /// How many contexts there are at a time, at most: the subject's, and an item's for each section around.
  var room = 1

  /// What some of the instructions write.
  func run(_ context: AnyObject, _ range: Range<Int>) -> [UInt8] {
    var buffer = ByteBuffer()
    run(context, range, into: &buffer)
    return buffer.bytes
  }

  /// - Parameter level: that of the context; nothing may read what lies around it.
  func run(_ context: AnyObject, at level: Int = 0, _ range: Range<Int>, into bytes: inout ByteBuffer) {
    withUnsafeTemporaryAllocation(of: Unmanaged<AnyObject>.self, capacity: room) { contexts in
      contexts.initialize(repeating: .passUnretained(context))
      withExtendedLifetime(context) {
        withRun(contexts) { $0.run(range.lowerBound, range.upperBound, level, &bytes) }
      }
    }
  }

  /// Calls the body with what keeps nothing alive: the program does.
  private func withRun(_ contexts: UnsafeMutableBufferPointer<Unmanaged<AnyObject>>, _ body: (ProgramRun) -> Void) {
    instructions.withUnsafeBufferPointer { instructions in
      literals.withUnsafeBufferPointer { literals in
        accessors.withUnsafeBufferPointer { accessors in
          anyOf.withUnsafeBufferPointer { anyOf in
            shared.withUnsafeBufferPointer { shared in
              accessors.withMemoryRebound(to: Unmanaged<Accessor>.self) { accessors in
                body(
                  ProgramRun(
                    instructions: instructions, literals: literals, accessors: accessors, anyOf: anyOf, shared: shared,
                    contexts: contexts))
              }
            }
          }
        }
      }
    }
  }
}

/// One filling of a template. It has no references of its own, as it is handed on to every item of every list.
private struct ProgramRun {
  typealias Instruction = Program.Instruction
  let instructions: UnsafeBufferPointer<Instruction>
  let literals: UnsafeBufferPointer<UInt8>
  let accessors: UnsafeBufferPointer<Unmanaged<Accessor>>
  let anyOf: UnsafeBufferPointer<Program.Condition>
  let shared: UnsafeBufferPointer<Range<Int32>>
  /// The subject of the page, then the items of the sections around. Whoever gives an item to `Accessor.Each` keeps it alive while
  /// its body runs.
  let contexts: UnsafeMutableBufferPointer<Unmanaged<AnyObject>>

  /// Runs the instructions from `start` up to `end`. Depth of recursion is that of the template's sections, which the compiler limits.
  /// - Parameter depth: how many sections over items are around.
  func run(_ start: Int, _ end: Int, _ depth: Int, _ bytes: inout ByteBuffer) {
    var position = start
    while position < end {
      let this = instructions[position]
      position += 1
      switch this.code {
      case .literal: copy(this, &bytes)
      case .value: append(this, &bytes)
      case .each:
        each(this, body: position, depth, &bytes)
        position = Int(this.end)
      case .whenTrue: if !isTrue(this.index, this.level) { position = Int(this.end) }
      case .whenPresent:
        let mark = bytes.count
        var value = instructions[position]
        if value.code == .literal {
          copy(value, &bytes)
          position += 1
          value = instructions[position]
        }
        position += 1
        if !append(value, &bytes) {
          bytes.truncate(to: mark)
          position = Int(this.end)
        }
      case .whenFalse: if isTrue(this.index, this.level) { position = Int(this.end) }
      case .whenAny:
        let conditions = anyOf[Int(this.index)..<Int(this.index + this.count)]
        if !conditions.contains(where: { isTrue($0.accessor, $0.level) != $0.isInverted }) { position = Int(this.end) }
      }
    }
  }

  @inline(__always)
  private func copy(_ literal: Instruction, _ bytes: inout ByteBuffer) {
    let from = Int(literal.index)
    let piece = UnsafeBufferPointer(rebasing: literals[from..<from + Int(literal.count)])
    if literal.number == 0 { bytes.append(piece) } else { bytes.append(piece, number: literal.number) }
  }

  @inline(__always) @discardableResult
  private func append(_ value: Instruction, _ bytes: inout ByteBuffer) -> Bool {
    contexts[Int(value.level)]._withUnsafeGuaranteedRef { context in
      accessors[Int(value.index)]._withUnsafeGuaranteedRef { $0.append(context, value.escaping, &bytes) }
    }
  }

  @inline(__always)
  private func isTrue(_ accessor: Int32, _ level: UInt16) -> Bool {
    contexts[Int(level)]._withUnsafeGuaranteedRef { context in
      accessors[Int(accessor)]._withUnsafeGuaranteedRef { $0.isTrue(context) }
    }
  }

  /// Appends what a section writes for a shared item.
  /// - Returns: false where that was not made.
  @inline(__always)
  private func copy(_ place: Int, of section: Instruction, _ bytes: inout ByteBuffer) -> Bool {
    guard UInt(bitPattern: place) < UInt(section.count) else { return false }
    let made = shared[Int(section.shared) + place]
    bytes.append(UnsafeBufferPointer(rebasing: literals[Int(made.lowerBound)..<Int(made.upperBound)]))
    return true
  }

  private func each(_ section: Instruction, body: Int, _ depth: Int, _ bytes: inout ByteBuffer) {
    contexts[Int(section.level)]._withUnsafeGuaranteedRef { context in
      accessors[Int(section.index)]._withUnsafeGuaranteedRef { accessor in
        if section.count > 0, let place = accessor.place?(context) {
          if place == Accessor.absent || copy(place, of: section, &bytes) { return }
        }
        accessor.forEach(context) { item, place in
          if copy(place, of: section, &bytes) { return }
          contexts[depth + 1] = .passUnretained(item)
          run(body, Int(section.end), depth + 1, &bytes)
        }
      }
    }
  }
}
