extension Page {
  var isFeed: Bool {
    switch self {
    case .feed, .customerFeed, .recordFeed: true
    default: false
    }
  }

  /// Whether no record of the portal can change what stands there.
  package var tellsNothingOfRecords: Bool {
    switch self {
    case .languageChoice, .notFound, .policies, .policy, .bilingual, .translations, .asset, .dataSchema: true
    case .overview, .exceptionList, .lists, .request, .timeline, .notice, .supportChange, .deadlines, .conditions,
      .feed,
      .customerFeed, .recordFeed, .calendar, .exceptionsData, .eventsTable, .sitemap, .searchIndex, .searchPart:
      false
    }
  }
}
