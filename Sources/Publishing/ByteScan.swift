import CBytes

extension UnsafeBufferPointer<UInt8> {
  /// Where one of two bytes stands next, from a place on, or the end: sixteen bytes at a time are passed over.
  @inline(__always)
  func nextPlace(of one: UInt8, or other: UInt8, from start: Int) -> Int {
    guard let baseAddress else { return 0 }
    return waiver_place_of(baseAddress, start, count, one, other)
  }

  @inline(__always)
  func nextPlace(of byte: UInt8, from start: Int) -> Int { nextPlace(of: byte, or: byte, from: start) }
}
