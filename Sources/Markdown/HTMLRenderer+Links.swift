import PortalBase

/// Links and images.
extension HTMLRenderer {
  mutating func enterLink(_ id: NodeID, _ destination: String, _ title: String) {
    guard let target = target(of: id, destination, .link), !isInLink else {
      pendingEnds.append("")
      return
    }
    openLink(to: target, title: title)
    isInLink = true
    pendingEnds.append("</a>")
  }

  private mutating func openLink(to target: String, title: String) {
    out.add("<a href=\"")
    out.add(destination: target)
    writeTitle(title)
    out.add("\">")
  }

  mutating func writeImage(_ id: NodeID, _ destination: String, _ title: String) {
    let description = description(of: id)
    let isForeign = options.checksLinks && DestinationKind(destination) != .relative
    guard let target = target(of: id, destination, .image) else { return write(description) }
    if isForeign {
      report(
        .externalImage, id,
        "the image \"\(destination)\" is shown as a link: pages load nothing from other hosts; put the file into the portal"
      )
      if isInLink { return write(description) }
      openLink(to: target, title: title)
      write(description.isEmpty ? destination : description)
      return out.add("</a>")
    }
    out.add("<img src=\"")
    out.add(destination: target)
    out.add("\" alt=\"")
    write(description)
    writeTitle(title)
    out.add("\" />")
  }

  private mutating func writeTitle(_ title: String) {
    if title.isEmpty { return }
    out.add("\" title=\"")
    out.add(escaping: title)
  }

  /// Where a link leads, or nil where only its label is to be shown.
  private mutating func target(of id: NodeID, _ destination: String, _ kind: LinkReference.Kind) -> String? {
    if options.checksLinks {
      let found = DestinationKind(destination)
      if found == .unsafe || (found == .contact && kind == .image) {
        report(
          .unsafeLink, id,
          "the destination \"\(destination)\" was removed; write one that is relative or starts with https:, http:, mailto: or tel:"
        )
        return nil
      }
    }
    let place = tree.location(of: id)
    switch options.resolve(LinkReference(kind: kind, destination: destination, line: place.line, column: place.column))
    {
    case .keep: return destination
    case .replace(let other): return other
    case .labelOnly: return nil
    }
  }

  /// The text of an image's description.
  private func description(of image: NodeID) -> String {
    var result = ""
    for case .enter(let id) in tree.walk(from: image) {
      switch tree.kind(of: id) {
      case .text(let text), .code(let text), .htmlInline(let text): result += text
      case .softBreak, .lineBreak: result += " "
      default: break
      }
    }
    return result
  }
}
