import PortalBase

extension Customer {
  /// Reads `customers.json`. The customers are nil where anything in the file is wrong.
  package static func decode(
    _ file: SourceFile, _ rules: TextRules
  ) -> (customers: [Customer]?, diagnostics: [Diagnostic]) {
    var problems = FileProblems(file: file.path, bytes: file.bytes)
    let (json, found) = JSONReader.read(file.bytes)
    problems.report(found)
    var customers: [Customer] = []
    if let items = problems.array(json, "the list of customers") {
      var keys = KeyList()
      for item in items {
        if let customer = read(item, &keys, rules, &problems) { customers.append(customer) }
      }
    }
    return (problems.hasErrors ? nil : customers, problems.diagnostics)
  }

  private static func read(
    _ json: JSON, _ keys: inout KeyList, _ rules: TextRules, _ problems: inout FileProblems
  ) -> Customer? {
    guard var object = ObjectReader(json, "a customer", &problems) else { return nil }
    let key = keys.read(object.required("key", &problems), among: "customers", &problems)
    let name = problems.text(object.required("name", &problems), "name", rules)
    let locale = problems.name(
      object.required("locale", &problems), "locale", among: rules.locales.map(\.name), code: .unknownLocale)
    let addressValue = object.required("address", &problems)
    let address = address(addressValue, &problems)
    let contact = contact(object.optional("contact"), rules, &problems)
    object.finish(&problems)
    guard let key, let name, let locale, let address else { return nil }
    return Customer(
      key: key, name: name, locale: LanguageTag(locale), address: address, contact: contact,
      addressOffset: addressValue?.offset ?? 0)
  }

  private static func address(_ json: JSON?, _ problems: inout FileProblems) -> Address? {
    guard let json, var object = ObjectReader(json, "\"address\"", &problems) else { return nil }
    let items = problems.array(object.required("lines", &problems), "lines", atLeast: 1)
    let lines = items?.compactMap { problems.line($0, "lines") }
    let postalCode = problems.optionalLine(object.optional("postalCode"), "postalCode")
    let countryValue = object.required("country", &problems)
    let country = problems.string(countryValue, "country")
    object.finish(&problems)
    guard let lines, let country, let countryValue else { return nil }
    guard country.utf8.count == 2, country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      problems.report(
        .invalidValue, at: countryValue.offset,
        "\"country\" is \"\(country)\"; write the two capital letters of ISO 3166-1, such as \"JP\"")
      return nil
    }
    return Address(lines: lines, postalCode: postalCode, country: country)
  }

  private static func contact(_ json: JSON?, _ rules: TextRules, _ problems: inout FileProblems) -> Contact? {
    guard let json, var object = ObjectReader(json, "\"contact\"", &problems) else { return nil }
    let name = problems.text(object.required("name", &problems), "name", rules)
    let title = problems.optionalText(object.optional("title"), "title", rules)
    object.finish(&problems)
    return name.map { Contact(name: $0, title: title) }
  }
}
