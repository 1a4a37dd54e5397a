/// What the compiler has to know of HTML's elements (HTML Standard, 4 and 13).
enum HTMLElements {
  /// Elements without content or end tag (13.1.2).
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  /// Content that is no markup and cannot be escaped (13.1.2, "Raw text elements", and what parsers treat alike).
  static let rawText: Set<String> = ["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"]

  /// Content with character references but no elements (13.1.2, "Escapable raw text elements").
  static let escapableRawText: Set<String> = ["title", "textarea"]

  /// Elements whose start tag ends an open paragraph (13.2.6.4.7).
  static let endsParagraph: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "dd", "dt",
    "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li",
    "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul",
    "xmp",
  ]

  /// Elements that begin an HTML block in Markdown (CommonMark 0.30, 4.6, conditions 1 and 6).
  static let block: Set<String> = endsParagraph.union([
    "base", "basefont", "body", "caption", "col", "colgroup", "frame", "frameset", "head", "html", "iframe", "legend",
    "link", "menuitem", "noframes", "optgroup", "option", "param", "script", "source", "style", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "title", "tr", "track",
  ])

  /// Elements that may be left open: another one, or the end of their parent, closes them (13.1.2.4). Paragraphs may too,
  /// but a template has to close its own.
  static let closedByParent: Set<String> = [
    "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup", "rt", "rp", "body",
    "html",
  ]

  /// Which open elements a start tag closes, if they are the innermost.
  static func closed(by name: String) -> Set<String> {
    switch name {
    case "li": ["li"]
    case "dt", "dd": ["dt", "dd"]
    case "td", "th": ["td", "th"]
    case "tr": ["td", "th", "tr"]
    case "thead", "tbody", "tfoot": ["td", "th", "tr", "thead", "tbody", "tfoot", "colgroup"]
    case "option": ["option"]
    case "optgroup": ["option", "optgroup"]
    case "rt", "rp": ["rt", "rp"]
    case "body": ["head"]
    default: []
    }
  }

  /// Elements in which blocks may stand: those that take flow content, or the top of a page without a shell.
  static let takesBlocks: Set<String> = [
    "", "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "li", "main", "nav", "search", "section", "td",
    "th",
  ]

  /// Elements in which text does not stay where it is, or has no meaning.
  static let takesNoText: Set<String> = [
    "audio", "colgroup", "datalist", "dl", "frameset", "head", "hgroup", "html", "menu", "ol", "optgroup", "picture",
    "select", "table", "tbody", "tfoot", "thead", "tr", "ul", "video",
  ]

  /// Elements whose content is text without further elements, or where one of ours would end up elsewhere.
  static let takesTextOnly: Set<String> = ["math", "noscript", "option", "svg", "textarea", "title"]

  /// Attributes whose value is an address.
  static let addressAttributes: Set<String> = [
    "action", "background", "cite", "classid", "codebase", "data", "formaction", "href", "icon", "longdesc", "manifest",
    "poster", "profile", "src", "usemap", "xlink:href",
  ]

  /// Attributes in which no value is safe: code, whole documents, or lists of addresses.
  static func isUnsafe(attribute name: String) -> Bool {
    name.hasPrefix("on") || ["style", "srcdoc", "srcset", "imagesrcset", "ping", "http-equiv"].contains(name)
  }
}
