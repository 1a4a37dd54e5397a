import PortalBase

/// A list all of whose items come from sections is left out where none of them shows anything: an empty list says nothing, and
/// is announced by screen readers.
enum ListGuard {
  static func guarded(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    var index = 0
    while index < pieces.count {
      if let found = list(pieces, at: index) {
        result += found.before
        result.append(found.list)
        // What follows the list may begin another one.
        return result + guarded(found.after + pieces[(found.end + 1)...])
      }
      result.append(pieces[index])
      index += 1
    }
    return result
  }

  /// The list that opens at the end of the text at an index and closes at the beginning of a later one.
  private static func list(
    _ pieces: [Piece], at index: Int
  ) -> (before: [Piece], list: Piece, after: [Piece], end: Int)? {
    guard case .text(let bytes) = pieces[index].kind, let start = listStart(bytes) else { return nil }
    var end = index + 1
    var tests: [Test] = []
    while end < pieces.count {
      if case .section(let test, _) = pieces[end].kind, pieces[end].isItems {
        tests.append(test)
      } else if case .text(let between) = pieces[end].kind, between.allSatisfy(isBlank) {
      } else {
        break
      }
      end += 1
    }
    guard !tests.isEmpty, end < pieces.count, case .text(let tail) = pieces[end].kind else { return nil }
    let closing = Array(bytes[start + 1..<start + 3])
    let tag = [UInt8(ascii: "<"), UInt8(ascii: "/")] + closing + [UInt8(ascii: ">")]
    guard tail.starts(with: tag) else { return nil }
    let place = pieces[index].place
    var inner = [Piece(.text(Array(bytes[start...])), place)]
    inner += pieces[(index + 1)..<end]
    var split = tag.count
    if split < tail.count, tail[split] == 0x0A { split += 1 }
    inner.append(Piece(.text(Array(tail[..<split])), pieces[end].place))
    return (
      before: start > 0 ? [Piece(.text(Array(bytes[..<start])), place)] : [],
      list: Piece(.whenAny(tests, inner), place),
      after: split < tail.count ? [Piece(.text(Array(tail[split...])), pieces[end].place)] : [],
      end: end
    )
  }

  /// Where the text ends with a list's start tag: the offset of the tag.
  private static func listStart(_ bytes: [UInt8]) -> Int? {
    guard let start = bytes.lastIndex(of: UInt8(ascii: "<")) else { return nil }
    let tag = bytes[start...].reversed().drop(while: isBlank).reversed()
    guard tag.count >= 4, tag.last == UInt8(ascii: ">") else { return nil }
    return tag.starts(with: "<ul".utf8) || tag.starts(with: "<ol".utf8) ? start : nil
  }
}
