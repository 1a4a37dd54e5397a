import Markdown
import PortalBase

extension Diagnostic.Code {
  package static let missingDocument = Self(
    "missing-document", .warning,
    "A link leads to a document that the portal does not have, so only its label is shown. Add the document, or name where such documents stand: externalDocuments in portal.json."
  )
}

/// Where the links of one policy document lead, on its page in one language (contract, section 5, "Links").
struct DocumentLinks: Sendable {
  /// The paths of all documents, without language and ending.
  let documents: Set<String>
  let externalDocuments: String?
  /// The document's own path, and the language of its page.
  let path: String
  let language: LanguageTag

  /// What a destination is.
  enum Target: Hashable {
    /// Something else than a document: kept as it is, and verified with the site.
    case other
    /// The page of a document, relative to the page of this one.
    case page(String)
    /// A document elsewhere.
    case external(String)
    /// A document that is nowhere: its path below the folder of the language.
    case missing(String)
  }

  func resolve(_ reference: LinkReference) -> LinkResolution {
    switch target(of: reference.destination) {
    case .other: .keep
    case .page(let url), .external(let url): .replace(url)
    case .missing: .labelOnly
    }
  }

  func target(of destination: String) -> Target {
    let end = destination.firstIndex { $0 == "?" || $0 == "#" } ?? destination.endIndex
    let file = destination[..<end]
    guard file.hasSuffix(".md"), !file.hasPrefix("/"), !file.contains(":") else { return .other }
    let rest = destination[end...]
    let wanted = normalized(String(file.dropLast(3)).percentDecoded)
    if !wanted.isOutside, documents.contains(wanted.path) {
      return .page(Paths.way(from: path.percentEncodedPath, to: wanted.path.percentEncodedPath + ".html") + rest)
    }
    guard let external = externalDocuments else { return .missing(wanted.path + ".md") }
    let base = external.split(separator: "{locale}", omittingEmptySubsequences: false).joined(separator: language.name)
    return .external(base + (base.hasSuffix("/") ? "" : "/") + wanted.path.percentEncodedPath + rest)
  }

  /// The path below the folder of the language that a relative path from this document names; what leads further up is dropped.
  private func normalized(_ relative: String) -> (path: String, isOutside: Bool) {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    var isOutside = false
    for part in relative.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": if parts.popLast() == nil { isOutside = true }
      default: parts.append(String(part))
      }
    }
    return (parts.joined(separator: "/"), isOutside)
  }
}

extension DocumentLinks {
  /// A link or image as its author wrote it, and where.
  struct Written: Sendable {
    let destination: String
    let location: SourceLocation
  }

  static func written(in tree: MarkdownTree) -> [Written] {
    var found: [Written] = []
    for case .enter(let id) in tree.walk() {
      switch tree.kind(of: id) {
      case .link(let destination, _), .image(let destination, _):
        found.append(Written(destination: destination, location: tree.location(of: id)))
      default: break
      }
    }
    return found
  }

  /// A warning for each link to a document that is nowhere.
  func missing(in tree: MarkdownTree, file: String) -> [Diagnostic] {
    Self.written(in: tree).compactMap { link in
      guard case .missing(let path) = target(of: link.destination) else { return nil }
      return Diagnostic(
        .missingDocument, file: file, at: link.location,
        "there is no document \(path), so the link \"\(link.destination)\" is shown as text")
    }
  }
}

extension String {
  /// Percent-encoded bytes as they are (RFC 3986, section 2.1); what is no encoding stays.
  var percentDecoded: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
