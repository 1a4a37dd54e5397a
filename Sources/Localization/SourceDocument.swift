import Markdown
import PortalBase

/// A policy document in the source language.
package struct SourceDocument: Sendable {
  package let id: DocumentPath
  /// The first heading; without one the front matter's `title`, else the file's name.
  package let title: String
  /// What the front matter says of the content, for lists and feeds.
  package let summary: String?
  package let frontMatter: FrontMatter
  let tree: MarkdownTree
  let blocks: [TextBlock]
  /// The visible text of each block, by the same places.
  let texts: [String]
  package let headings: [MarkdownTree.Heading]

  /// Reads a document of the source language.
  package static func parse(
    _ file: SourceFile, _ id: DocumentPath
  ) -> (document: SourceDocument, diagnostics: [Diagnostic]) {
    let parsed = FrontMatter.parse(file)
    var tree = MarkdownTree(parsing: parsed.body, firstLine: parsed.bodyLine)
    let directives = tree.labelDirectives(file: id.file)
    let blocks = tree.textBlocks()
    let headings = tree.headings()
    let document = SourceDocument(
      id: id, title: documentTitle(headings.first?.text, parsed.frontMatter, id),
      summary: documentSummary(parsed.frontMatter), frontMatter: parsed.frontMatter, tree: tree, blocks: blocks,
      texts: blocks.map { tree.plainText(of: $0.node) }, headings: headings)
    return (document, parsed.diagnostics + directives)
  }

  /// The page.
  package var page: DocumentPage {
    let ids = headings.map(\.id)
    return DocumentPage(tree: tree.withoutAnchors(in: headings), headingIDs: ids)
  }
}

extension MarkdownTree {
  /// The tree without the anchors that say what a heading's own id says.
  fileprivate func withoutAnchors(in headings: [Heading]) -> MarkdownTree {
    var copy = self
    for heading in headings {
      for id in anchors(in: heading.node) where id.name == heading.id {
        for node in id.nodes { copy.detach(node) }
      }
    }
    return copy
  }
}

func documentTitle(_ heading: String?, _ frontMatter: FrontMatter, _ id: DocumentPath) -> String {
  if let heading = heading?.trimmed, !heading.isEmpty { return heading }
  if let title = frontMatter["title"].map(cleanText), !title.isEmpty { return title }
  let name = id.path.split(separator: "/").last.map(String.init) ?? id.path
  return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
}

func documentSummary(_ frontMatter: FrontMatter) -> String? {
  guard let text = frontMatter["description"].map(cleanText), !text.isEmpty else { return nil }
  return text
}

/// A text of the front matter without side-by-side markup, which some tools have left there.
private func cleanText(_ text: String) -> String {
  guard text.contains("<span") else { return text.trimmed }
  let tree = MarkdownTree(parsing: text)
  return tree.clean(SegmentReader.read(tree), droppingAnchors: []).plainText().trimmed
}

extension MarkdownTree {
  /// The explicit anchors in a block: their names, and the nodes they are made of.
  func anchors(in block: NodeID) -> [(name: String, nodes: [NodeID])] {
    var found: [(name: String, nodes: [NodeID])] = []
    for case .enter(let id) in walk(from: block) {
      guard case .htmlInline(let literal) = kind(of: id), literal.isAnchorTag, let tag = HTMLTag(literal) else {
        continue
      }
      if tag.isClosing {
        if let last = found.indices.last, found[last].nodes.count == 1 { found[last].nodes.append(id) }
      } else if let name = tag["name"] ?? tag["id"], tag["href"] == nil {
        found.append((name, tag.isSelfClosing ? [id, id] : [id]))
      }
    }
    return found.map { ($0.name, $0.nodes.count == 2 && $0.nodes[0] == $0.nodes[1] ? [$0.nodes[0]] : $0.nodes) }
  }
}
