public import Count
import Deliveries
import Ingest
public import LabourMarket

extension Fact {
  public static let hireAndPublished = Fact(
    "hire-and-published", Wording("Embauches et déclarations publiées", "Hires and published declarations"),
    dimensions: HireAndPublishedFact.dimensions, measures: HireAndPublishedFact.measures, madeWhole: [],
    isInternal: true, restsOn: Fact.hire.restsOn + ["region", "general_scheme"]
  ) {
    Wording(
      "un mois de la région \($0.region) et une nature de contrat, que les embauches et la série publiée ont tous deux ; audience interne seulement",
      "a month of region \($0.region) and a kind of contract that both the hires and the published series have; for the internal audience only"
    )
  }
}

/// The hires of the region in the field of the series that the collecting body publishes, beside that series (DOMAIN
/// sections 2.10 and 7): what is missing from the deliveries, or stands in them twice, shows in the ratio.
public enum HireAndPublishedFact {
  public static let month = Dimension(
    HireFact.month.name, HireFact.month.title, values: .month, rule: HireFact.month.rule(Rules()))

  public static let contract = Dimension(
    "contract", Wording("Contrat", "Contract"), restsOn: ["short_class", "longest_duration", "interim_naf"],
    values: { _ in .closed(Contract.allCases.map(\.rawValue)) },
    rule: {
      Wording(
        "CDI, ou CDD de plus de \($0.shortClassDays) jours ; sans l’intérim",
        "CDI, or a CDD of more than \($0.shortClassDays) days; without temporary agency work")
    })

  static let dimensions = [month, contract]

  /// The raw value is the code in the table.
  public enum Contract: String, Sendable, CaseIterable {
    case cdi = "CDI"
    case long = "CDD>1m"

    public var classes: [ContractClass] {
      switch self {
      case .cdi: [.cdi]
      case .long: [.medium, .long]
      }
    }

    /// As the series calls it.
    fileprivate var nature: PublishedDeclarations.Contract {
      switch self {
      case .cdi: .cdi
      case .long: .long
      }
    }
  }

  private enum Column {
    static let hires = CountColumn(HireFact.Column.hires.name, nil)
    static let published = CountColumn("published", nil)
  }

  public static let hires = Measure(
    Column.hires.name, Wording("Embauches", "Hires"), .count(Column.hires), .hires
  ) {
    let bodies = $0.generalScheme.joined(separator: ", ")
    return Wording(
      "embauches dans la région, déclarées au régime général (\(bodies))",
      "hires in the region that were declared to the general scheme (\(bodies))")
  }

  public static let published = Measure(
    Column.published.name, Wording("Déclarations publiées", "Published declarations"), .count(Column.published), .hires,
    rule: Wording(
      "déclarations d’embauche publiées pour la région, en données brutes",
      "hiring declarations published for the region, not adjusted"))

  public static let ratio = Measure(
    "ratio", Wording("Rapport", "Ratio"), .share(Column.hires, of: Column.published), nil,
    rule: Wording(both: "\(hires) / \(published)"))

  static let measures = [hires, published, ratio]

  /// The hires that may be of the region and in the field of the series.
  @Sendable static func hireSide(of table: TableDefinition) -> TableDefinition {
    TableDefinition(
      name: table.name, fact: .hire,
      dimensions: [HireFact.month, HireFact.region, HireFact.organisme, HireFact.contractClass],
      measures: [HireFact.hires])
  }

  /// What a hire must be to count in a row.
  public static func conditions(_ month: String, _ contract: Contract, _ rules: Rules) -> [RowCondition] {
    let classes = contract.classes.map(\.rawValue)
    return [
      RowCondition(HireFact.month, is: month), RowCondition(HireFact.region, is: rules.region),
      RowCondition(HireFact.organisme, "an organisme of the general scheme", isWanted: rules.generalScheme.contains),
      RowCondition(HireFact.contractClass, "contract class \(classes.joined(separator: ", "))") {
        classes.contains($0)
      },
    ]
  }

  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    let (hired, published) = (counts(hires!, rules), counts(facts.published, rules))
    let rows = hired.compactMap { key, hires -> OutcomeTable.Row? in
      guard hires > 0, let declarations = published[key] else { return nil }
      let cells: [Measure: Cell] = [
        Self.hires: .count(hires), Self.published: .count(declarations),
        ratio: declarations == 0 ? .notAvailable : .share(hires, of: declarations),
      ]
      return OutcomeTable.Row(
        labels: [key.month, key.contract.rawValue], cells: definition.measures.map { cells[$0]! })
    }
    return OutcomeTable(definition, rows)
  }

  private struct Key: Hashable {
    let month: String
    let contract: Contract
  }

  private static func counts(_ hires: OutcomeTable, _ rules: Rules) -> [Key: Int64] {
    var counts: [Key: Int64] = [:]
    for row in hires.rows {
      guard case .count(let count) = row.cells[0], row.labels[1] == rules.region, let month = row.labels[0],
        rules.generalScheme.contains(row.labels[2] ?? ""),
        let contract = Contract.allCases.first(where: { $0.classes.map(\.rawValue).contains(row.labels[3] ?? "") })
      else { continue }
      counts[Key(month: month, contract: contract), default: 0] += count
    }
    return counts
  }

  /// The rows of former regions, and of lengths of contract, add up.
  private static func counts(_ published: PublishedDeclarationTable, _ rules: Rules) -> [Key: Int64] {
    var counts: [Key: Int64] = [:]
    for row in published.declarations {
      guard case .month(let month) = row.period, published.book.text(of: row.region) == rules.region,
        let contract = Contract.allCases.first(where: { $0.nature == row.contract })
      else { continue }
      counts[Key(month: Day.month(month), contract: contract), default: 0] += Int64(row.count)
    }
    return counts
  }
}
