import Yams

/// A value of a YAML file: read as one kind or refused, at its place.
struct YAMLValue {
  let node: Node
  /// What messages call it: the key that it stands under.
  let label: String
  let file: String

  /// Counts from 1.
  var line: Int { node.mark?.line ?? 1 }

  var isList: Bool { node.sequence != nil }
  var isMapping: Bool { node.mapping != nil }

  /// - Parameter given: the name that was found where one of `known` could stand.
  func problem(_ message: String, given: String? = nil, known: [String] = []) -> DefinitionError {
    DefinitionError(file: file, line: line, column: node.mark?.column ?? 1, message, given: given, known: known)
  }

  /// A text as it is written: `01` is `01` and `no` is `no`, with or without quotes.
  func text() throws(DefinitionError) -> String {
    guard case .scalar(let scalar) = node else { throw problem("\(label) must be one value, not \(kind)") }
    if scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
      throw problem("\(label) has no value; leave the key out, or put the text in quotes")
    }
    return scalar.string
  }

  func list() throws(DefinitionError) -> [YAMLValue] {
    guard case .sequence(let sequence) = node else {
      throw problem("\(label) must be a list such as [a, b], not \(kind)")
    }
    return sequence.map { YAMLValue(node: $0, label: "an element of \(label)", file: file) }
  }

  /// A list of texts, none of which stands twice.
  func texts() throws(DefinitionError) -> [String] {
    var texts: [String] = []
    for element in try list() {
      let text = try element.text()
      guard !texts.contains(text) else { throw element.problem("'\(text)' stands twice in \(label)") }
      texts.append(text)
    }
    return texts
  }

  /// A list of names out of a catalogue, none of which stands twice.
  ///
  /// - Parameters:
  ///   - noun: what one of them is, such as `measure`.
  ///   - owner: whose catalogue it is, such as `fact 'leaver'`.
  func names(_ noun: String, of owner: String, from known: [String]) throws(DefinitionError) -> [String] {
    var problems = Problems()
    for element in try list() {
      problems.gather(try element.name(noun, of: owner, from: known))
    }
    try problems.raise()
    return try texts()
  }

  /// A name out of a catalogue.
  func name(_ noun: String, of owner: String? = nil, from known: [String]) throws(DefinitionError) -> String {
    let name = try text()
    guard known.contains(name) else {
      let place = owner.map { " of \($0)" } ?? ""
      throw problem("unknown \(noun) '\(name)'\(place)", given: name, known: known)
    }
    return name
  }

  /// A case of a closed list.
  func choice<Choice>(of type: Choice.Type) throws(DefinitionError) -> Choice
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    let name = try name(label, from: Choice.allCases.map(\.rawValue))
    return Choice(rawValue: name)!
  }

  func flag() throws(DefinitionError) -> Bool {
    switch try text() {
    case "true": true
    case "false": false
    case let other: throw problem("\(label) must be true or false, not '\(other)'")
    }
  }

  /// What stands there instead, in words.
  var kind: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string)'"
    case .sequence: "a list"
    case .mapping: "keys with values"
    case .alias: "an alias"
    }
  }
}
