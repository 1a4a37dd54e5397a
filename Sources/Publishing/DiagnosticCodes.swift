import PortalBase

/// Codes of what is wrong with the files of a portal folder, and with the links of its pages.
extension Diagnostic.Code {
  package static let linkOutsidePortal = Self(
    "link-outside-portal", .error,
    "A symbolic link leads out of the portal folder; it is not read. Put a copy of the file in its place.")
  package static let linkWithoutTarget = Self(
    "link-without-target", .error, "A symbolic link leads nowhere. Remove it, or put back what it names.")
  package static let linkCycle = Self(
    "link-cycle", .error, "Symbolic links between folders lead back to themselves, or to too many folders. Remove one.")
  package static let invalidFileName = Self(
    "invalid-file-name", .error,
    "A file's name is not UTF-8, or holds a control character, so no address can name it. Rename the file.")
  package static let caseDuplicate = Self(
    "case-duplicate", .error,
    "Two names of one folder differ only in letter case, or in how letters are composed in Unicode, which many disks cannot keep apart. Rename one."
  )
  package static let specialFile = Self(
    "special-file", .error, "A pipe, socket or device lies among the files of the portal. Remove it.")
  package static let fileTooLarge = Self(
    "file-too-large", .error,
    "A file is larger than Waiver reads: 16 MB of a document or template, 256 MB of any other. Divide it, or make it smaller."
  )
  package static let brokenLink = Self(
    "broken-link", .error, "A link names a page or asset that the site does not have. Correct or remove the link.")
  package static let brokenFragment = Self(
    "broken-fragment", .error, "A link names a place in a page that has no such id. Correct the part after the #.")

  /// For the list of all codes.
  package static let publishing: [Self] = [
    linkOutsidePortal, linkWithoutTarget, linkCycle, invalidFileName, caseDuplicate, specialFile,
    fileTooLarge, brokenLink, brokenFragment,
  ]
}
