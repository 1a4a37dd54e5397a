import PortalBase

/// Ids of feeds and their entries, which stay the same whatever is rebuilt or moved.
struct EntryID {
  /// `tag:AUTHORITY:`, the beginning of tags (RFC 4151); nil without the authority, where ids are `urn:uuid:`.
  private let tag: String?
  /// The hash of the service's name, which those begin with.
  private let service: FNV1a

  init(_ settings: PortalSettings) {
    tag = settings.tagAuthority.map { "tag:\($0):" }
    var hash = FNV1a()
    hash.add(settings.service.versions[0].text)
    hash.add("\u{1F}")
    service = hash
  }

  /// Of a feed. No record's id has a colon, so a feed's can never be an event's.
  func feed(_ name: String) -> String { id("feed:", name) }

  /// Of an event of a record: `tag:AUTHORITY:ID/N`, without the authority a `urn:uuid:`.
  func event(_ n: Int, of record: String) -> String { id(record, "/", String(n)) }

  private func id(_ parts: String...) -> String {
    if let tag { return tag + parts.joined() }
    var hash = service
    for part in parts { hash.add(part) }
    return hash.uuid
  }
}

/// The 128-bit FNV-1a hash of a text.
private struct FNV1a {
  private var state: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D

  mutating func add(_ text: String) {
    var text = text
    var state = state
    text.withUTF8 { utf8 in
      for byte in utf8 {
        state ^= UInt128(byte)
        state = state &* 0x0000_0000_0100_0000_0000_0000_0000_013B
      }
    }
    self.state = state
  }

  /// `urn:uuid:` with a UUID of version 8 (RFC 9562, section 5.8): its bits are the hash.
  var uuid: String {
    var hash = state & ~(UInt128(0xF) << 76) | UInt128(8) << 76
    hash = hash & ~(UInt128(0x3) << 62) | UInt128(2) << 62
    let start: StaticString = "urn:uuid:"
    return String(unsafeUninitializedCapacity: 45) { text in
      for index in 0..<9 { text[index] = start.utf8Start[index] }
      var shift = 128
      for index in 0..<36 {
        if index == 8 || index == 13 || index == 18 || index == 23 {
          text[9 + index] = UInt8(ascii: "-")
          continue
        }
        shift -= 4
        let digit = UInt8(truncatingIfNeeded: hash >> UInt128(shift)) & 0xF
        text[9 + index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return 45
    }
  }
}
