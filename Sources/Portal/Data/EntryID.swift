import PortalBase

/// Ids of feeds and their entries, which stay the same whatever is rebuilt or moved.
struct EntryID: Sendable {
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
  func appendFeed(_ name: String, to xml: inout XMLWriter) { append("feed:", name, to: &xml) }

  /// Of an event of a record: `tag:AUTHORITY:ID/N`, without the authority a `urn:uuid:`.
  func appendEvent(_ n: Int, of record: String, to xml: inout XMLWriter) {
    append(record, "/", String(n), to: &xml)
  }

  private func append(_ first: String, _ second: String, _ third: String = "", to xml: inout XMLWriter) {
    if let tag {
      for part in [tag, first, second, third] { xml.text(part) }
      return
    }
    var hash = service
    hash.add(first)
    hash.add(second)
    hash.add(third)
    hash.appendUUID(to: &xml)
  }
}

/// The 128-bit FNV-1a hash of a text.
private struct FNV1a: Sendable {
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
  func appendUUID(to xml: inout XMLWriter) {
    var hash = state & ~(UInt128(0xF) << 76) | UInt128(8) << 76
    hash = hash & ~(UInt128(0x3) << 62) | UInt128(2) << 62
    xml.add("urn:uuid:")
    xml.add(uuid: hash)
  }
}
