import PortalBase

/// The files that the preview has of its own, under `/-/`.
enum PreviewAssets {
  static func response(to path: String) -> PreviewResponse? {
    switch path {
    case "/-/reload.js": file(path, reloadScript)
    case "/-/panel.js": file(path, panelScript)
    case "/-/worker.js": file(path, reloadWorker)
    case "/-/reload.css": file(path, reloadStyle)
    default: nil
    }
  }

  private static func file(_ path: String, _ text: String) -> PreviewResponse {
    PreviewResponse(contentType: ContentType.of(path), body: Array(text.utf8))
  }

  /// A page of the preview's own, with the reload script.
  static func page(title: String, _ body: (inout HTML) -> Void) -> PreviewResponse {
    PreviewResponse(
      contentType: ContentType.html, body: ScriptTag.added(to: document(title: title, body).bytes),
      fields: [
        PreviewResponse.Field("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'")
      ],
      isRevalidated: false)
  }

  static func document(title: String, _ body: (inout HTML) -> Void) -> HTML {
    var html = HTML(safe: "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
    html.append(escaping: title)
    html.append(
      safe: "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n"
        + "<link rel=\"stylesheet\" href=\"/-/reload.css\">\n</head>\n<body class=\"own\">\n<main>\n")
    body(&html)
    html.append(safe: "</main>\n</body>\n</html>\n")
    return html
  }
}
