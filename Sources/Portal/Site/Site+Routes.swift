import Exceptions
import Localization
import PortalBase

extension Site {
  /// The whole table.
  var allRoutes: [Route] { isTabulated ? routes : Self.whole(routes, exceptions, content, audience) }

  /// The routes that are no record's own, with those of all records.
  /// - Parameter shared: sorted by path.
  static func whole(
    _ shared: [Route], _ exceptions: [ExceptionFacts], _ content: Content, _ audience: Audience
  ) -> [Route] {
    let folders = recordFolders(content)
    let batch = 512
    let starts = folders.indices.flatMap { locale in
      stride(from: 0, to: exceptions.count, by: batch).map { (locale, $0) }
    }
    let parts = concurrentMap(starts) { locale, start in
      var routes: [Route] = []
      routes.reserveCapacity(batch * 4)
      for index in start..<min(exceptions.count, start + batch) {
        RouteTable.add(
          to: &routes, locale: locale, folder: folders[locale], record: index, exceptions[index], audience)
      }
      return (routes, isSorted: zip(routes, routes.dropFirst()).allSatisfy(precedes))
    }
    let routes = merged(shared, parts)
    return content.settings.baseURL == nil ? routes : withSitemap(routes, content)
  }

  /// Sorted routes with others that are made in parts. These are in the order of the records' ids, which is nearly always that of
  /// their paths: then whole parts are taken over.
  private static func merged(_ shared: [Route], _ parts: [(routes: [Route], isSorted: Bool)]) -> [Route] {
    let parts = parts.filter { !$0.routes.isEmpty }
    let isSorted =
      parts.allSatisfy(\.isSorted)
      && zip(parts, parts.dropFirst()).allSatisfy { precedes($0.routes[$0.routes.count - 1], $1.routes[0]) }
    if !isSorted { return shared.merged(with: parts.flatMap(\.routes).sorted(by: precedes), by: precedes) }
    var routes: [Route] = []
    routes.reserveCapacity(parts.reduce(shared.count) { $0 + $1.routes.count })
    var rest = shared[...]
    for (part, _) in parts {
      let last = part[part.count - 1]
      let before = rest[..<rest.firstPlace { precedes(last, $0) }]
      routes += before.isEmpty ? part : Array(before).merged(with: part, by: precedes)
      rest = rest[before.endIndex...]
    }
    routes += rest
    return routes
  }

  private static func precedes(_ a: Route, _ b: Route) -> Bool { precedesInBytes(a.path, b.path) }

  /// What a path is; nil where the site has none such.
  package func route(at path: String) -> Route? {
    if let route = Self.find(path, in: routes) { return route }
    if isTabulated { return nil }
    if let route = recordRoute(at: path) { return route }
    // How many files a sitemap has, only the whole table tells.
    return content.settings.baseURL != nil && path.hasPrefix("sitemap") ? Self.find(path, in: allRoutes) : nil
  }

  /// The folder of all records in each language.
  private static func recordFolders(_ content: Content) -> [String] {
    content.locales.map { "\($0.tag)/\(Paths.records)" }
  }

  /// By binary search in a sorted table.
  private static func find(_ path: String, in routes: [Route]) -> Route? {
    let place = routes.firstPlace { !precedesInBytes($0.path, path) }
    return place < routes.count && routes[place].path == path ? routes[place] : nil
  }

  /// A page of a record, which lies in `<locale>/exceptions/<id>/`.
  private func recordRoute(at path: String) -> Route? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folders = Self.recordFolders(content)
    guard parts.count == 4, let locale = folders.firstIndex(of: "\(parts[0])/\(parts[1])/") else { return nil }
    let id = String(parts[2])
    let record = exceptions.firstPlace { !precedesInBytes($0.record.id, id) }
    guard record < exceptions.count, exceptions[record].record.id == id else { return nil }
    var routes: [Route] = []
    RouteTable.add(
      to: &routes, locale: locale, folder: folders[locale], record: record, exceptions[record], audience)
    return routes.first { $0.path == path }
  }

  /// The sorted table with the files of a sitemap of it, in their places. No page or asset can have their paths.
  private static func withSitemap(_ pages: [Route], _ content: Content) -> [Route] {
    let paths = Sitemap(pages, content).paths
    let sitemaps = paths.indices.map { Route(paths[$0], .sitemap(part: $0 == 0 ? nil : $0 - 1)) }
      .sorted { precedesInBytes($0.path, $1.path) }
    guard let first = sitemaps.first else { return pages }
    var routes = pages
    let place = routes.firstPlace { !precedesInBytes($0.path, first.path) }
    routes.insert(contentsOf: sitemaps, at: place)
    return routes
  }
}
