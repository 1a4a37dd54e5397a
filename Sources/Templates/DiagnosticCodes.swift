import PortalBase

extension Diagnostic.Code {
  package static let templateSyntax = Self(
    "template-syntax", .error,
    "A Mustache tag is not closed, not opened, empty or badly written. Close every section with its own name.")
  package static let unknownTemplate = Self(
    "unknown-template", .error,
    "A template, shell or partial of that name does not exist. Partials are files of templates/, named without their ending."
  )
  package static let templateRecursion = Self(
    "template-recursion", .error,
    "A partial contains itself, directly or through others. Take the tag out of one of them.")
  package static let templateTooDeep = Self(
    "template-too-deep", .error, "Sections or partials are nested deeper than any page needs. Nest them less.")
  package static let templateTooLarge = Self(
    "template-too-large", .error,
    "With all its partials a template is larger than any page needs. Partials that include others twice double with each step."
  )
  package static let unknownField = Self(
    "unknown-field", .error,
    "The page has no field of that name at this place. templates/README.md lists the fields of each page.")
  package static let unknownBlock = Self(
    "unknown-block", .error, "The parent template has no block of that name, so the text would never be shown.")
  package static let templateMissingString = Self(
    "missing-string", .error,
    "The locale has no interface string of that key. Add it to templates/locales, or correct the tag.")
  package static let templateUnsafePlace = Self(
    "template-unsafe-place", .error,
    "A tag stands where no value can be made safe or make sense: in a script, style sheet, comment, tag name, attribute name, unquoted attribute, event handler, or an element that takes no text."
  )
  package static let templateWrongKind = Self(
    "template-wrong-kind", .error,
    "The field is of another kind than its place takes: blocks inside a line, plain text as an address, a list as text."
  )
  package static let templateSpansElement = Self(
    "template-spans-element", .error,
    "A section opens in one element and closes in another. Put both of its tags inside the same element.")
  package static let templateStructure = Self(
    "template-structure", .error,
    "The template's HTML elements do not nest: one is not closed, or closed without being open.")
}

extension Diagnostic.Code {
  /// The codes of templates, for the list of codes.
  package static let templates: [Self] = [
    .templateSyntax, .unknownTemplate, .templateRecursion, .templateTooDeep, .templateTooLarge, .unknownField,
    .unknownBlock,
    .templateMissingString, .templateUnsafePlace, .templateWrongKind, .templateSpansElement, .templateStructure,
  ]
}
