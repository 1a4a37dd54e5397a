import Markdown

extension LocalizedDocument {
  /// The ids of the headings: those that the source page has, so that a link to a fragment works in every language.
  ///
  /// A heading finds its counterpart by what it was translated from, or by an explicit anchor with the counterpart's id; headings
  /// between two such pairs go by their order, as far as their levels agree. What is left has the slug of its own source text.
  func headingIDs(_ source: SourceDocument?) -> [String] {
    let known = source?.headings ?? []
    let keys = headings.map { Set($0.anchors + [Slugger.slug(of: $0.sourceText)]) }
    var partner = [Int?](repeating: nil, count: headings.count)
    var next = 0
    for index in headings.indices {
      let found = known.indices[next...].first { place in
        known[place].level == headings[index].level
          && (keys[index].contains(known[place].id) || keys[index].contains(Slugger.slug(of: known[place].text)))
      }
      guard let found, !leavesBehind(index, known[next..<found].map { Slugger.slug(of: $0.text) }, keys) else {
        continue
      }
      partner[index] = found
      next = found + 1
    }
    pairByOrder(&partner, known)
    pairMoved(&partner, known, keys)
    var slugger = Slugger()
    for heading in known { slugger.reserve(heading.id) }
    return headings.indices.map { index in
      if let place = partner[index] { return known[place].id }
      return slugger.slug(for: headings[index].sourceText)
    }
  }

  /// Whether pairing a heading would skip source headings that later headings are translated from.
  private func leavesBehind(_ index: Int, _ skipped: [String], _ keys: [Set<String>]) -> Bool {
    let own = skipped.filter { slug in keys[(index + 1)...].contains { $0.contains(slug) } }
    return own.count > 1
  }

  /// Pairs what stands between two pairs, level by level, where there are as many headings of a level on either side.
  private func pairByOrder(_ partner: inout [Int?], _ known: [MarkdownTree.Heading]) {
    var index = 0
    while index < partner.count {
      guard partner[index] == nil else {
        index += 1
        continue
      }
      let end = partner[index...].firstIndex { $0 != nil } ?? partner.count
      let low = index == 0 ? 0 : (partner[index - 1] ?? -1) + 1
      let high = end < partner.count ? partner[end] ?? known.count : known.count
      let (own, others) = (headings[index..<end], known[low..<max(low, high)])
      let certain = Set(own.map(\.level)).filter { level in
        own.count { $0.level == level } == others.count { $0.level == level }
      }
      let pairs = OrderedPairing.best(own.count, others.count) { i, j in
        own[own.startIndex + i].level == others[others.startIndex + j].level
          && certain.contains(own[own.startIndex + i].level)
          ? 1 : nil
      }
      for (i, j) in pairs { partner[index + i] = low + j }
      index = end
    }
  }

  /// Pairs headings that moved.
  private func pairMoved(_ partner: inout [Int?], _ known: [MarkdownTree.Heading], _ keys: [Set<String>]) {
    var free = Set(known.indices).subtracting(partner.compactMap { $0 })
    for index in partner.indices where partner[index] == nil {
      guard let place = free.sorted().first(where: { keys[index].contains(known[$0].id) }) else { continue }
      partner[index] = place
      free.remove(place)
    }
  }

  /// The clean page: target text only.
  /// - Parameter source: the source document, whose fragment ids the page shares; nil for an orphan.
  package func page(source: SourceDocument?) -> DocumentPage {
    let ids = headingIDs(source)
    var dropped = Set<NodeID>()
    for (heading, id) in zip(headings, ids) {
      for anchor in tree.anchors(in: heading.node) where anchor.name == id { dropped.formUnion(anchor.nodes) }
    }
    return DocumentPage(tree: tree.clean(segmentation, droppingAnchors: dropped), headingIDs: ids)
  }
}
