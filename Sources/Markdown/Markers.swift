/// Characters that are put into a text before libcmark reads it, to tell it something, and taken out of everything that it gives
/// back. They are noncharacters that the text itself has not, neither written nor as a reference, so nothing of an
/// author's is ever taken out.
struct Markers: Sendable {
  static let none = Markers()

  /// Removes the markers from a C string of libcmark's.
  func removed(from pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer else { return "" }
    return String(cString: pointer)
  }
}
