/// Content types of what a portal consists of.
enum ContentType {
  static let html = "text/html; charset=utf-8"

  /// The type by a path's extension, in any case. Text is always UTF-8.
  static func of(_ path: String) -> String {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    switch name[name.index(after: dot)...].lowercased() {
    case "html", "htm": return html
    case "css": return "text/css; charset=utf-8"
    case "js", "mjs": return "text/javascript; charset=utf-8"
    case "json", "map": return "application/json; charset=utf-8"
    case "webmanifest": return "application/manifest+json; charset=utf-8"
    case "xml": return "application/xml; charset=utf-8"
    case "svg": return "image/svg+xml; charset=utf-8"
    case "ics": return "text/calendar; charset=utf-8"
    case "csv": return "text/csv; charset=utf-8"
    case "txt": return "text/plain; charset=utf-8"
    case "md": return "text/markdown; charset=utf-8"
    case "png": return "image/png"
    case "jpg", "jpeg": return "image/jpeg"
    case "gif": return "image/gif"
    case "webp": return "image/webp"
    case "avif": return "image/avif"
    case "ico": return "image/x-icon"
    case "pdf": return "application/pdf"
    case "woff": return "font/woff"
    case "woff2": return "font/woff2"
    case "ttf": return "font/ttf"
    case "otf": return "font/otf"
    case "mp4": return "video/mp4"
    case "webm": return "video/webm"
    case "zip": return "application/zip"
    default: return "application/octet-stream"
    }
  }
}
