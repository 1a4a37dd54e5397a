import PortalBase

/// Writes a picture as inline SVG. Colours and strokes come from classes of the style sheet, because the pages' Content-Security-Policy
/// forbids styles in the markup.
struct SVG {
  private var body = HTML.empty

  /// - Parameter label: the accessible name. The marks themselves are left to the table beside the picture.
  init(width: Int, height: Int, label: String) {
    body.append(
      safe:
        "<svg class=\"picture\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" role=\"img\" aria-label=\""
    )
    body.append(escaping: label)
    body.append(safe: "\">")
  }

  /// The picture. Nothing may be drawn afterwards.
  var html: HTML {
    var html = body
    html.append(safe: "</svg>")
    return html
  }

  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ name: String) {
    body.append(safe: "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" class=\"\(name)\"/>")
  }

  mutating func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ name: String, radius: Int = 0) {
    let corner = radius > 0 ? " rx=\"\(radius)\"" : ""
    body.append(
      safe: "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"\(corner) class=\"\(name)\"/>")
  }

  mutating func circle(_ x: Int, _ y: Int, _ radius: Int, _ name: String) {
    body.append(safe: "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" class=\"\(name)\"/>")
  }

  /// - Parameter anchor: `start`, `middle` or `end`.
  mutating func text(_ x: Int, _ y: Int, _ text: String, _ name: String, anchor: String) {
    body.append(safe: "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" class=\"\(name)\">")
    body.append(escaping: text)
    body.append(safe: "</text>")
  }
}
