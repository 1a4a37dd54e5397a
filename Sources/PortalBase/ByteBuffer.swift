/// Bytes that are added to until they are done: a page or a feed while it is written.
///
/// It is never copied, so nothing has to be asked before a few bytes are added; an array asks each time whether it is alone, which
/// costs more than most pieces of a page take to copy.
public struct ByteBuffer: ~Copyable {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var length = 0
  /// The numbered pieces among the bytes, in their order.
  package private(set) var pieces: [Piece] = []

  /// Bytes that are always the same where this number is: whoever has read them once knows them again.
  package struct Piece: Sendable, Hashable {
    package let number: Int32
    package let range: Range<Int>

    package init(number: Int32, range: Range<Int>) {
      self.number = number
      self.range = range
    }

    /// The same piece, told from another beginning.
    package func moved(by distance: Int) -> Piece {
      Piece(number: number, range: range.lowerBound + distance..<range.upperBound + distance)
    }
  }

  /// - Parameter capacity: how many bytes there is room for at first; it grows where that is not enough.
  @inlinable
  public init(capacity: Int = 1024) {
    self.capacity = max(16, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// How many bytes there are.
  package var count: Int { length }

  package var isEmpty: Bool { length == 0 }

  package var last: UInt8? { length == 0 ? nil : start[length - 1] }

  /// How many there can be without asking the heap for more.
  package var room: Int { capacity }

  /// The bytes. They stay there as long as the buffer does, and nothing is added to it.
  package var view: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: length) }

  /// A copy of the bytes.
  package var bytes: [UInt8] {
    withBytes { bytes in
      [UInt8](unsafeUninitializedCapacity: bytes.count) { $1 = $0.initialize(fromContentsOf: bytes) }
    }
  }

  package func withBytes<Result, Failure>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(view)
  }

  /// Appends one byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    start[length] = byte
    length += 1
  }

  /// Appends bytes that stand elsewhere.
  @inlinable @inline(__always)
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + length).update(from: from, count: bytes.count)
    length += bytes.count
  }

  /// Appends a numbered piece.
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, number: Int32) {
    pieces.append(Piece(number: number, range: length..<length + bytes.count))
    append(bytes)
  }

  /// Appends what the program itself writes.
  @inlinable @inline(__always)
  public mutating func add(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends the bytes of an array.
  @inlinable
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends a text as it is.
  @inlinable
  public mutating func append(_ text: String) {
    text.withBytes { append($0) }
  }

  /// Appends bytes that the body writes.
  mutating func append(count: Int, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
    reserve(count)
    body(UnsafeMutableBufferPointer(start: start + length, count: count))
    length += count
  }

  /// Appends the lowest digits of a number in base 16, up to eight.
  @inline(__always)
  package mutating func append(hexadecimal number: UInt32, digits: Int) {
    reserve(8)
    let eight = EightBytes.hexadecimal(number << UInt32(32 - 4 * digits))
    UnsafeMutableRawPointer(start + length).storeBytes(of: eight.littleEndian, as: UInt64.self)
    length += digits
  }

  /// Appends the digits of a UUID, with hyphens between its parts (RFC 9562, section 4).
  package mutating func append(uuid: UInt128) {
    func part(_ shift: UInt128) -> UInt32 { UInt32(truncatingIfNeeded: uuid >> shift) }
    append(hexadecimal: part(96), digits: 8)
    append(UInt8(ascii: "-"))
    append(hexadecimal: part(80), digits: 4)
    append(UInt8(ascii: "-"))
    append(hexadecimal: part(64), digits: 4)
    append(UInt8(ascii: "-"))
    append(hexadecimal: part(48), digits: 4)
    append(UInt8(ascii: "-"))
    append(hexadecimal: part(32), digits: 4)
    append(hexadecimal: part(0), digits: 8)
  }

  /// Appends a number in base 10.
  package mutating func append(decimal number: Int) {
    reserve(20)
    if number < 0 {
      start[length] = UInt8(ascii: "-")
      length += 1
    }
    var rest = number.magnitude
    let begin = length
    repeat {
      start[length] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      length += 1
      rest /= 10
    } while rest > 0
    var digits = UnsafeMutableBufferPointer(start: start + begin, count: length - begin)
    digits.reverse()
  }

  /// Takes back what was added last.
  package mutating func truncate(to count: Int) {
    length = min(length, max(0, count))
    while let last = pieces.last, last.range.upperBound > length { pieces.removeLast() }
  }

  @inlinable @inline(__always)
  mutating func reserve(_ more: Int) {
    if capacity - length < more { grow(more) }
  }

  @usableFromInline
  mutating func grow(_ more: Int) {
    capacity = max(2 * capacity, length + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: start, count: length)
    start.deallocate()
    start = larger
  }
}

extension [UInt8] {
  /// Appends what a buffer holds.
  package mutating func append(contentsOf buffer: borrowing ByteBuffer) {
    buffer.withBytes { append(contentsOf: $0) }
  }

  /// Appends what the body writes.
  package mutating func append(writing body: (inout ByteBuffer) -> Void) {
    var buffer = ByteBuffer()
    body(&buffer)
    append(contentsOf: buffer)
  }
}

extension String {
  /// Calls the body with the text in UTF-8. `withUTF8` needs a copy that may change, and counts its references.
  @inlinable
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }
}
