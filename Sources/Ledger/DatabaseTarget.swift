import Count
package import Definition
package import Export
import Facts
import Failures
import Formats
import Logging
import Publish
public import Road

/// The database that a definition publishes into, beside the output folder.
///
/// The tables are sent in a transaction that is ended only when the folder shows the run, so that a failure before
/// leaves both as they were.
package struct DatabaseTarget {
  private let database: any TableDatabase
  private let options: DatabaseOptions
  private let definition: Definition
  private let audience: String
  private let world: World

  /// `nil` where the definition names none.
  ///
  /// - Throws: `RunFailure` where it names one and the program was built without.
  package init?(_ definition: Definition, _ audience: String, _ world: World) throws {
    guard let options = definition.publishing.postgresql else { return nil }
    guard let open = world.openDatabase else {
      throw RunFailure(
        .badDefinition,
        "publish, postgresql: this command was built without PostgreSQL; build it with 'make build POSTGRESQL=1' "
          + "(or 'make install POSTGRESQL=1'), or leave the key out")
    }
    database = open(options)
    self.options = options
    self.definition = definition
    self.audience = audience
    self.world = world
  }

  /// - Parameter version: of the program that made the run.
  private func head(_ run: String, asOf: String, version: String = Version.current) -> Shipment.Head {
    Shipment.Head(run: run, pipeline: definition.name, asOf: asOf, audience: audience, version: version)
  }

  package func probe(asOf: String) throws { try database.probe(head(world.runID, asOf: asOf)) }

  /// Sends the tables of a run that is about to be published.
  package func load(_ product: RunProduct, asOf: String, isShown: Bool) throws -> any DatabaseLoad {
    let tables = product.tables.map(\.definition)
    let bytes = Dictionary(product.files.map { ($0.path, $0.bytes) }) { first, _ in first }
    return try load(head(world.runID, asOf: asOf), tables, isShown: isShown) { bytes["tables/\($0).csv"] }
  }

  private func load(
    _ head: Shipment.Head, _ tables: [TableDefinition], isShown: Bool, csv: (String) throws -> [UInt8]?
  ) throws -> any DatabaseLoad {
    let shipped = try tables.compactMap { table in
      try csv(table.name).map { Shipment.Table(TableCard(table, rules: definition.rules), records: csvRecords($0)) }
    }
    let load = try database.load(Shipment(head, isShown: isShown, tables: shipped))
    world.log.info(
      "database: \(shipped.count) tables sent to service '\(options.service)', schema '\(options.schema)'")
    return load
  }

  /// Sends the tables of a run that has been written, by its own definition; `nil` where that names no database.
  ///
  /// - Parameter folder: of the run.
  static func load(
    _ manifest: Manifest, from folder: String, isShown: Bool, _ world: World
  ) throws -> (any DatabaseLoad)? {
    guard let kept = manifest.keptDefinition else { return nil }
    let definition = try Definition.load(path: "\(folder)/\(kept)").definition
    guard let target = try DatabaseTarget(definition, manifest.audience, world) else { return nil }
    let published = Set(manifest.tables.map(\.name))
    return try target.load(
      target.head(manifest.run, asOf: manifest.asOf, version: manifest.version),
      definition.tables.filter { published.contains($0.name) },
      isShown: isShown
    ) { try contents(of: "\(folder)/tables/\($0).csv") }
  }
}

/// A published run whose tables are sent to the database once more: after a failure of the server, or a new one.
public struct SentRun {
  /// - Parameter name: as `History.find` takes it.
  /// - Parameter path: the output folder that it was published into.
  /// - Parameter world: opens the database.
  /// - Returns: the run.
  /// - Throws: `RunFailure` where it is not published, was purged, or its definition names no database;
  ///   `DatabaseFailure`.
  public static func send(_ name: String, in path: String, world: World) throws -> String {
    let history = try History(of: path)
    return try history.holding("load \(name)", world) {
      let record = try history.find(name)
      try record.refuse(unless: .published)
      guard let manifest = try history.manifest(of: record.run) else {
        throw RunFailure(.usage, "run \(record.run) has no manifest that can be read")
      }
      let isShown = history.output.currentRun == record.run
      let folder = history.output.run(record.run)
      guard let load = try DatabaseTarget.load(manifest, from: folder, isShown: isShown, world) else {
        throw RunFailure(
          .usage, "run \(record.run): its definition has no publish: {postgresql: …}; add it, and run again")
      }
      try load.commit()
      return record.run
    }
  }
}
