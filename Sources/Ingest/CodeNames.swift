/// The names that files give to codes: for each code that of the latest year, of several the last in byte order, so that
/// neither the order of files nor that of lines counts.
public struct CodeNames: Sendable {
  private struct Name: Sendable {
    let year: Int
    let text: String
  }

  private var names: [String: Name] = [:]

  public init() {}

  /// By code.
  public var texts: [String: String] { names.mapValues(\.text) }

  /// - Parameter year: `nil` where the name is of no year: it yields to any other.
  public mutating func add(_ text: String, of code: String, year: Int?) {
    guard !text.isEmpty, !code.isEmpty else { return }
    add(Name(year: year ?? .min, text: text), of: code)
  }

  private mutating func add(_ name: Name, of code: String) {
    if let known = names[code] {
      guard name.year >= known.year, name.year > known.year || known.text.utf8.lexicographicallyPrecedes(name.text.utf8)
      else { return }
    }
    names[code] = name
  }

  public static func += (names: inout CodeNames, others: CodeNames) {
    for (code, name) in others.names { names.add(name, of: code) }
  }
}
