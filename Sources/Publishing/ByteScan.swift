import CBytes

extension UnsafeBufferPointer<UInt8> {
  /// Where one of two bytes stands next, from a place on, or the end: sixteen bytes at a time are passed over.
  @inline(__always)
  func nextPlace(of one: UInt8, or other: UInt8, from start: Int) -> Int {
    guard let baseAddress else { return 0 }
    return waiver_place_of(baseAddress, start, count, one, other)
  }

  /// A place from which on to look back, byte by byte, for the `<` or `>` before another one: most stand close by.
  @inline(__always)
  func skipBack(from place: Int, to start: Int) -> Int {
    guard let baseAddress, place &- Int(waiver_block) >= start, self[place] == UInt8(ascii: "=") else { return place }
    let count = waiver_back_to_bracket(baseAddress + place)
    return count == 0 ? place &- Int(waiver_block) &- 1 : place &- count
  }

  /// Where an attribute, a comment, a script or a style may stand next, or the end.
  @inline(__always)
  func nextPlaceOfMarkup(from start: Int) -> Int {
    guard let baseAddress else { return 0 }
    return waiver_place_of_markup(baseAddress, start, count)
  }

  @inline(__always)
  func nextPlace(of byte: UInt8, from start: Int) -> Int { nextPlace(of: byte, or: byte, from: start) }
}
