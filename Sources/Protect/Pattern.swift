public import Aggregate
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
  }

  /// - Throws: where the file is no pattern.
  public init(json: [UInt8]) throws {
    hidden = Set(
      try JSONDecoder().decode([Entry].self, from: Data(json)).compactMap { entry in
        Fact(rawValue: entry.fact).map { CountReference($0, entry.column, entry.values) }
      })
  }

  /// In the order of the references.
  public func json() throws -> [UInt8] {
    try jsonText(hidden.sorted().map { Entry(fact: $0.fact.rawValue, column: $0.column, values: $0.labels) })
  }
}
