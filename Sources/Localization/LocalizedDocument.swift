import Markdown
import PortalBase

/// A policy document in another language, with or without the source text beside each segment.
package struct LocalizedDocument: Sendable {
  package let id: DocumentPath
  /// Target text only, as a reader is to see it.
  package let title: String
  package let summary: String?
  package let provenance: Provenance
  package let frontMatter: FrontMatter
  /// In document order. A document without side-by-side markup has none.
  package let segments: [Segment]
  let tree: MarkdownTree
  let segmentation: SegmentedTree
  let blocks: [TextBlock]
  let headings: [DocumentHeading]
  /// A hash of the whole file, for findings that are about all of it.
  let textHash: String

  package var hasSegments: Bool { !segments.isEmpty }
  /// `<locale>/<path>`: how `accepted-findings.json` names the document.
  package var name: String { "\(id.language)/\(id.path)" }

  /// Reads a localized document.
  package static func parse(
    _ file: SourceFile, _ id: DocumentPath
  ) -> (document: LocalizedDocument, diagnostics: [Diagnostic]) {
    let parsed = FrontMatter.parse(file)
    let (provenance, problems) = Provenance.read(parsed.frontMatter, file: id.file)
    var tree = MarkdownTree(parsing: parsed.body, firstLine: parsed.bodyLine)
    tree.unwrapSegmentBlocks()
    let directives = tree.labelDirectives(file: id.file)
    let segmentation = SegmentReader.read(tree)
    let blocks = tree.textBlocks()
    let headings = blocks.compactMap { block in documentHeading(block, tree, segmentation) }
    let title = headings.first.map { tree.shownText(of: $0.node, segmentation) }
    let document = LocalizedDocument(
      id: id, title: documentTitle(title, parsed.frontMatter, id), summary: documentSummary(parsed.frontMatter),
      provenance: provenance, frontMatter: parsed.frontMatter, segments: segments(tree, segmentation), tree: tree,
      segmentation: segmentation, blocks: blocks, headings: headings, textHash: TextHash.of(parsed.body))
    return (document, parsed.diagnostics + problems + directives)
  }

  private static func segments(_ tree: MarkdownTree, _ segmentation: SegmentedTree) -> [Segment] {
    segmentation.drafts.map { draft in
      Segment(id: draft.id, location: tree.location(of: draft.opener), target: draft.target, source: draft.source)
    }
  }

  private static func documentHeading(
    _ block: TextBlock, _ tree: MarkdownTree, _ segmentation: SegmentedTree
  ) -> DocumentHeading? {
    guard case .heading(let level) = block.kind else { return nil }
    return DocumentHeading(
      node: block.node, level: level, sourceText: tree.sourceText(of: block.node, segmentation),
      anchors: tree.anchors(in: block.node).map(\.name))
  }
}

extension MarkdownTree {
  /// What the clean page shows of a block.
  func shownText(of block: NodeID, _ segmentation: SegmentedTree) -> String {
    text(of: block) { segmentation.isShown($0) }
  }

  /// What the source language said in a block: the stored source texts and what stands outside of segments.
  func sourceText(of block: NodeID, _ segmentation: SegmentedTree) -> String {
    text(of: block) { id in
      switch segmentation.label(of: id) {
      case .plain, .source: true
      case .target(let segment): !segmentation.drafts[Int(segment)].hasSource
      case .markup: false
      }
    }
  }

  /// A hash of `sourceText` that is the same whatever its spaces.
  func sourceKey(of block: NodeID, _ segmentation: SegmentedTree) -> UInt64 {
    var hash = SpacelessHash()
    for case .enter(let id) in walk(from: block) {
      switch segmentation.label(of: id) {
      case .plain, .source: break
      case .target(let segment): if segmentation.drafts[Int(segment)].hasSource { continue }
      case .markup: continue
      }
      switch kind(of: id) {
      case .text(let text), .code(let text), .codeBlock(_, let text): hash.add(text)
      default: break
      }
    }
    return hash.value
  }

  private func text(of block: NodeID, _ isIncluded: (NodeID) -> Bool) -> String {
    var text = ""
    for case .enter(let id) in walk(from: block) where isIncluded(id) {
      switch kind(of: id) {
      case .text(let piece), .code(let piece), .codeBlock(_, let piece): text += piece
      case .softBreak, .lineBreak: text += " "
      default: break
      }
    }
    return text.trimmed
  }
}
