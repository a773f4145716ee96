public import Ingest
public import LabourMarket

/// What is read of a source.
public protocol Delivered: Sendable {
  static var source: Source { get }
}

/// The records of a source that is short enough to lie in memory as they are, in the order of the files and of their
/// lines.
public protocol DeliveredTable: Delivered {
  init()

  /// Reads one file: each of its rows becomes a record, or is counted for a reason.
  ///
  /// - Parameter reader: of a file of which no row has been read.
  /// - Parameter fileIndex: of the file in its source, in byte order of the names.
  mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws

  /// Keeps the versions that stand (DOMAIN section 4). A table without versions counts its rows as it reads them.
  ///
  /// - Parameter files: all those of the source, which have been read.
  /// - Parameter texts: reads again the lines that tie.
  /// - Returns: by the index of the file, the rows that stand and those that do not.
  mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts

  /// Works out what follows from the rows that stand.
  mutating func finish(files: [InputFile], _ context: ReadingContext)
}

extension DeliveredTable {
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    SettledCounts(fileCount: files.count)
  }

  public mutating func finish(files: [InputFile], _ context: ReadingContext) {}
}

/// A table that is long for a short source: its files are shared among the threads, each read into a table of its own.
public protocol JoinedTable: DeliveredTable {
  /// The records of several tables, in their order. Each table is given up once it is taken in.
  init(joining tables: consuming [Self])
}

/// What the rows of a run are read against.
public struct ReadingContext: Sendable {
  public let rules: Rules
  public let asOf: Day
  /// Where odd identifiers of persons get their key.
  public let directory: PersonDirectory

  public init(rules: Rules, asOf: Day, directory: PersonDirectory) {
    self.rules = rules
    self.asOf = asOf
    self.directory = directory
  }
}

/// The tables of a run, one for each source that has one; each is asked for by its type.
public struct DeliveredTables: Sendable {
  private var tables: [Source: any DeliveredTable] = [:]

  /// Empty tables.
  public init() { for case let type as any DeliveredTable.Type in deliveries { put(type.init()) } }

  public subscript<Table: DeliveredTable>(type: Table.Type) -> Table { tables[type.source] as! Table }

  /// Takes the place of the table of the same source.
  public mutating func put(_ table: some DeliveredTable) { tables[type(of: table).source] = table }

  /// Changes a table where it is: nothing is copied.
  public mutating func update<Table: DeliveredTable>(_ type: Table.Type, _ change: (inout Table) -> Void) {
    var table = self[type]
    put(Table())
    change(&table)
    put(table)
  }
}
