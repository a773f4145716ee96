public import Count
public import Failures

/// A database that takes the tables of published runs.
public protocol TableDatabase {
  /// Looks whether it can be reached and would take tables of this pipeline and audience; changes nothing.
  func probe(_ shipment: Shipment.Head) throws

  /// Sends the tables in one transaction that stays open: who reads sees the tables of before until `commit`.
  func load(_ shipment: Shipment) throws -> any DatabaseLoad
}

/// Tables that were sent and are not seen yet; forgotten when it is let go.
public protocol DatabaseLoad: AnyObject {
  func commit() throws
}

/// What `publish: {postgresql: …}` of a definition says.
public struct DatabaseOptions: Sendable, Equatable {
  /// A service of libpq: the file `pg_service.conf` says where it is, so that no definition holds a password.
  public var service: String
  public var schema = "outcomes"
  public var history = Kept.all

  /// Whose rows are kept for every run.
  public enum Kept: Sendable, Equatable {
    case all
    case tables([String])
  }

  public init(service: String) { self.service = service }

  public func keeps(_ table: String) -> Bool {
    switch history {
    case .all: true
    case .tables(let names): names.contains(table)
    }
  }
}

/// The published tables of one run on their way to a database.
public struct Shipment {
  public let head: Head
  /// Whether they take the place of those of the run before, or only go into the history.
  public let isShown: Bool
  public let tables: [Table]

  public struct Head: Sendable {
    public let run, pipeline, asOf, audience, version: String

    public init(run: String, pipeline: String, asOf: String, audience: String, version: String) {
      (self.run, self.pipeline, self.asOf, self.audience, self.version) = (run, pipeline, asOf, audience, version)
    }
  }

  public struct Table {
    public let card: TableCard
    /// As in the CSV, without the header.
    let records: [[String]]

    /// - Parameter card: of the same table; its fields are in the order of the CSV's columns.
    /// - Parameter records: those of the CSV, the header first.
    public init(_ card: TableCard, records: [[String]]) {
      self.card = card
      self.records = Array(records.dropFirst())
    }

    /// Each row: a text a column, `nil` for NULL, the signs last.
    public var rows: some Sequence<[String?]> {
      records.lazy.map { record in
        let values = zip(card.fields, record).map { Value(text: $1, in: $0) }
        return values.map(\.sqlText) + [card.signs(values)]
      }
    }
  }

  public init(_ head: Head, isShown: Bool, tables: [Table]) {
    (self.head, self.isShown, self.tables) = (head, isShown, tables)
  }
}

/// A database that cannot be reached, or refuses the tables: what it said.
public struct DatabaseFailure: Failure, CustomStringConvertible {
  public var kind: FailureKind { .unavailable }
  public let description: String

  public init(_ description: String) { self.description = description }
}
