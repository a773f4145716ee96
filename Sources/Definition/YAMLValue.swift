import LabourMarket
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

/// The keys and values of a YAML mapping, in the order of the file; no key stands twice.
struct YAMLMapping {
  let value: YAMLValue
  /// Each value is labelled with its key.
  let entries: [(key: YAMLValue, value: YAMLValue)]

  init(_ value: YAMLValue) throws(DefinitionError) {
    guard case .mapping(let mapping) = value.node else {
      throw value.problem("\(value.label) must be keys with values (key: value), not \(value.kind)")
    }
    var entries: [(key: YAMLValue, value: YAMLValue)] = []
    var names: Set<String> = []
    for (key, node) in mapping {
      let key = YAMLValue(node: key, label: "a key of \(value.label)", file: value.file)
      let name = try key.text()
      guard names.insert(name).inserted else { throw key.problem("key '\(name)' stands twice; keep one") }
      entries.append((key, YAMLValue(node: node, label: name, file: value.file)))
    }
    self.value = value
    self.entries = entries
  }

  /// - Throws: a problem for every key that is not `known`.
  func refuseKeys(otherThan keys: [SectionKey]) throws(DefinitionError) {
    let known = keys.map(\.name)
    var problems = Problems()
    for (key, value) in entries where !known.contains(value.label) {
      problems.add(
        key.problem("unknown key '\(value.label)' of \(self.value.label)", given: value.label, known: known))
    }
    try problems.raise()
  }

  /// The value of a key that may be left out.
  subscript(key: String) -> YAMLValue? {
    entries.first { $0.value.label == key }?.value
  }

  func required(_ key: String) throws(DefinitionError) -> YAMLValue {
    guard let found = self[key] else { throw value.problem("\(value.label) has no key '\(key)'; add it") }
    return found
  }
}

/// Numbers are read digit by digit: `Int("+3")` and `Double("0x1p3")` take more than a definition should hold.
extension YAMLValue {
  func wholeNumber(in range: ClosedRange<Int>) throws(DefinitionError) -> Int {
    let text = try text()
    guard let number = Self.wholeNumber(text), range.contains(number) else {
      throw problem("\(label) must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
  }

  func number(in range: ClosedRange<Double>) throws(DefinitionError) -> Double {
    let text = try text()
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }
    guard isPlain, let number = Double(text), range.contains(number) else {
      throw problem("\(label) must be a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
  }

  /// A whole number with its unit, such as `6 months` or `1 month`.
  ///
  /// - Parameter unit: the unit in the plural; another one is refused, for a figure must not change its meaning.
  func quantity(of unit: String, in range: ClosedRange<Int>) throws(DefinitionError) -> Int {
    let text = try text()
    let words = text.split(separator: " ")
    let isOne = words.first == "1"
    guard words.count == 2, words[1] == unit || (isOne && words[1] + "s" == unit),
      let number = Self.wholeNumber(words[0])
    else {
      let example = words.first.flatMap(Self.wholeNumber) ?? range.lowerBound
      throw problem("\(label) must be a number of \(unit), such as '\(example) \(unit)', not '\(text)'")
    }
    guard range.contains(number) else {
      throw problem("\(label) must lie between \(range.lowerBound) and \(range.upperBound) \(unit), not '\(text)'")
    }
    return number
  }

  func day() throws(DefinitionError) -> Day {
    let text = try text()
    let day = Array(text.utf8).withUnsafeBytes { $0.count == 10 ? Day(yearFirst: $0) : nil }
    guard let day else { throw problem("\(label) must be a day of the calendar, yyyy-mm-dd, not '\(text)'") }
    return day
  }

  private static func wholeNumber(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy(isDigit) ? Int(text) : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
