import PortalBase

/// Writes a picture as inline SVG. Colours and strokes come from classes of the style sheet, because the pages' Content-Security-Policy
/// forbids styles in the markup.
struct SVG: ~Copyable {
  private var body = ByteBuffer(capacity: 4096)

  /// - Parameter label: the accessible name. The marks themselves are left to the table beside the picture.
  init(width: Int, height: Int, label: String) {
    body.add("<svg class=\"picture\" viewBox=\"0 0 ")
    number(width)
    body.add(" ")
    number(height)
    attribute("\" width", width)
    attribute(" height", height)
    body.add(" role=\"img\" aria-label=\"")
    body.append(escaping: label)
    body.add("\">")
  }

  /// The picture. Nothing may be drawn afterwards.
  consuming func html() -> HTML {
    body.add("</svg>")
    return HTML(safe: body.bytes)
  }

  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ name: String) {
    body.add("<line")
    attribute(" x1", x1)
    attribute(" y1", y1)
    attribute(" x2", x2)
    attribute(" y2", y2)
    close(name)
  }

  mutating func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ name: String, radius: Int = 0) {
    body.add("<rect")
    attribute(" x", x)
    attribute(" y", y)
    attribute(" width", width)
    attribute(" height", height)
    if radius > 0 { attribute(" rx", radius) }
    close(name)
  }

  mutating func circle(_ x: Int, _ y: Int, _ radius: Int, _ name: String) {
    body.add("<circle")
    attribute(" cx", x)
    attribute(" cy", y)
    attribute(" r", radius)
    close(name)
  }

  /// - Parameter anchor: `start`, `middle` or `end`.
  mutating func text(_ x: Int, _ y: Int, _ text: String, _ name: String, anchor: StaticString) {
    body.add("<text")
    attribute(" x", x)
    attribute(" y", y)
    body.add(" text-anchor=\"")
    body.add(anchor)
    body.add("\" class=\"")
    body.append(name)
    body.add("\">")
    body.append(escaping: text)
    body.add("</text>")
  }

  /// The class of a shape, and its end.
  private mutating func close(_ name: String) {
    body.add(" class=\"")
    body.append(name)
    body.add("\"/>")
  }

  private mutating func attribute(_ name: StaticString, _ value: Int) {
    body.add(name)
    body.add("=\"")
    number(value)
    body.add("\"")
  }

  /// Short numbers need no memory of their own as strings.
  private mutating func number(_ value: Int) { body.append(String(value)) }
}
