import PortalBase

extension Diagnostic.Code {
  package static let unknownWindow = Self(
    "unknown-window", .error,
    "portal.json names an envelope window that templates/windows.json does not have. Correct the name, or add the profile."
  )
  package static let letterIncomplete = Self(
    "letter-incomplete", .error,
    "A letter needs a field that the record or its customer lacks. Add it; a letter is never printed with a blank.")
  package static let letterAddress = Self(
    "letter-address", .error,
    "A customer's address is not one that the post of its country would deliver, or does not fit into the envelope's window. Correct its lines or its postcode."
  )
  package static let letterHandWrittenDay = Self(
    "letter-hand-written-day", .error,
    "A letter template names a day. Days in letters come from the records; put a tag in its place.")
  package static let letterFieldUnused = Self(
    "letter-field-unused", .error,
    "A notice's template leaves out what every notice must carry, or what another notice of the same revocation carries. Add the tag that the message names."
  )
  package static let letterDiffers = Self(
    "letter-differs", .warning,
    "An issued letter would be printed differently today. The letter as it was issued is printed again; if the new text is right, send it as a letter of its own."
  )
  package static let letterAltered = Self(
    "letter-altered", .error,
    "A file of an issued letter is not what was issued. Restore it, as issued letters are records.")

  /// For the list of all codes.
  package static let letters: [Self] = [
    unknownWindow, letterIncomplete, letterAddress, letterHandWrittenDay, letterFieldUnused, letterDiffers,
    letterAltered,
  ]
}
