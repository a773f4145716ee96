import Yams

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
