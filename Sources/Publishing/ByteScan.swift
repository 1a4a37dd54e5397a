import CBytes

extension UnsafeBufferPointer<UInt8> {
  /// A place from which on to look back, byte by byte, for the `<` or `>` before another one: most stand close by.
  @inline(__always)
  func skipBack(from place: Int, to start: Int) -> Int {
    guard let baseAddress, place &- Int(waiver_block) >= start, self[place] == UInt8(ascii: "=") else { return place }
    let count = waiver_back_to_bracket(baseAddress + place)
    return count == 0 ? place &- Int(waiver_block) &- 1 : place &- count
  }

  /// Whether an attribute may hold an address or an id whose name ends before an equals sign. "Yes" may be wrong, "no" never is.
  @inline(__always)
  func mayMatter(before sign: Int) -> Bool {
    guard let baseAddress, sign >= 3 else { return true }
    return waiver_matters_not(baseAddress + sign) == 0
  }

  /// Where an attribute, a comment, a script or a style may stand next, or the end.
  @inline(__always)
  func nextPlaceOfMarkup(from start: Int) -> Int {
    guard let baseAddress else { return 0 }
    return waiver_place_of_markup(baseAddress, start, count)
  }
}
