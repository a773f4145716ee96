public import Count
import Facts
import Formats
import Foundation

/// The counts that a publication hid: what the next one must not show (DOMAIN section 6). Holds no number.
public struct Pattern: Sendable {
  public let hidden: Set<CountReference>

  public init(_ hidden: Set<CountReference>) { self.hidden = hidden }

  private struct Entry: Codable {
    let fact: String
    let column: String
    let values: [String: String]

    init(_ reference: CountReference) {
      (fact, column) = (reference.fact.name, reference.column.name)
      values = Dictionary(uniqueKeysWithValues: reference.values.map { ($0.dimension.name, $0.label) })
    }
  }

  /// - Throws: where the file is no pattern.
  public init(json: [UInt8]) throws {
    hidden = Set(
      try JSONDecoder().decode([Entry].self, from: Data(json)).compactMap { entry in
        Fact.named(entry.fact).flatMap { CountReference($0, entry.column, entry.values) }
      })
  }

  /// In the order of the references.
  public func json() throws -> [UInt8] {
    try jsonText(hidden.sorted().map { Entry($0) })
  }
}

extension CountReference {
  /// As a file names it; `nil` where the fact has no such column or dimension any more: no table can show the count.
  fileprivate init?(_ fact: Fact, _ column: String, _ values: [String: String]) {
    guard let column = fact.column(column) else { return nil }
    var labels: [Count.Dimension: String] = [:]
    for (name, label) in values {
      guard let dimension = fact.dimension(name) else { return nil }
      labels[dimension] = label
    }
    self.init(fact, column, labels)
  }
}
