import Count
import Deliveries
import Ingest
import LabourMarket
import Normalise

/// How a dimension of hires gets its codes and labels, once the workplaces of a run are known.
struct HireKernel: DimensionKernel {
  let columns: @Sendable (WorkplaceTable) -> (kernel: HireDimension, labels: DimensionLabels)

  init(_ columns: @escaping @Sendable (WorkplaceTable) -> (HireDimension, DimensionLabels)) { self.columns = columns }
}

/// One dimension of hires, as a kernel over columns: the code of a hire by its month, workplace and contract class.
enum HireDimension: Sendable {
  case month
  case year
  case contractClass
  /// By workplace.
  case workplace([UInt32])
  /// By workplace, but a contract of temporary work has a sector of its own.
  case sector([UInt32], interim: UInt32)
  /// By workplace in the zoning of the year, for each month since January 1950; one unknown code without a reference.
  case bassin([[UInt32]], zoningOfMonth: [Int], unknown: UInt32)

  /// Adds the codes of the hires to the keys of their cells.
  func pack(_ hires: HireColumns, into keys: inout [UInt64], shift: UInt64) {
    let (traits, workplaces) = (hires.traits, hires.workplaces)
    switch self {
    case .month: for index in keys.indices { keys[index] |= UInt64(traits[index].month) << shift }
    case .year: for index in keys.indices { keys[index] |= UInt64(traits[index].month / 12) << shift }
    case .contractClass: for index in keys.indices { keys[index] |= UInt64(traits[index].contractClass) << shift }
    case .workplace(let codes):
      for index in keys.indices { keys[index] |= UInt64(codes[Int(workplaces[index])]) << shift }
    case .sector(let codes, let interim):
      for index in keys.indices {
        let isInterim = traits[index].contractClass == HireTraits.interimClass
        keys[index] |= UInt64(isInterim ? interim : codes[Int(workplaces[index])]) << shift
      }
    case .bassin(let codes, let zoningOfMonth, let unknown):
      for index in keys.indices {
        let code = codes.isEmpty ? unknown : codes[zoningOfMonth[Int(traits[index].month)]][Int(workplaces[index])]
        keys[index] |= UInt64(code) << shift
      }
    }
  }
}

/// Some hires as columns, of one length.
struct HireColumns: Sendable {
  /// `PersonKey.bits` or SIRET: hires of a unit lie side by side; 0 is unknown.
  var facts = UnitColumns()
  var traits: [HireTraits] = []
  var workplaces: [UInt32] = []

  var count: Int { traits.count }

  /// Makes room for so many hires, in place of those that were there.
  mutating func begin(_ count: Int) {
    facts.units = [UInt64](repeating: 0, count: count)
    facts.flags = []
    traits = [HireTraits](repeating: HireTraits(bits: 0), count: count)
    workplaces = [UInt32](repeating: 0, count: count)
  }

  @inline(__always)
  mutating func set(_ index: Int, unit: UInt64, traits: HireTraits, workplace: UInt32) {
    facts.units[index] = unit
    self.traits[index] = traits
    workplaces[index] = workplace
  }

  /// Says what each hire counts as, once all are set.
  mutating func setFlags() {
    facts.flags = [
      (HireFact.Column.hires, nil), (HireFact.Column.hiresOfMonth, traits.map { $0.lastsMonth }),
      (HireFact.Column.hiresDurable, traits.map { $0.isDurable }),
    ]
  }
}

/// The dimensions of the hires of a run, with their labels.
struct HireDimensions: Sendable {
  private let all: [Dimension: (kernel: HireDimension, labels: DimensionLabels)]

  init(_ table: WorkplaceTable) {
    all = Dictionary(
      uniqueKeysWithValues: HireFact.dimensions.map { ($0, ($0.kernel as! HireKernel).columns(table)) })
  }

  func labels(_ dimension: Dimension) -> DimensionLabels { all[dimension]!.labels }
  func kernel(_ dimension: Dimension) -> HireDimension { all[dimension]!.kernel }
}

extension HireKernel {
  /// By a code of the workplace; the codes of its book, then the unknown value.
  static func byWorkplace(
    _ table: WorkplaceTable, _ book: CodeBook, _ code: (WorkplaceTable.Workplace) -> UInt32?
  ) -> (HireDimension, DimensionLabels) {
    (.workplace(table.workplaces.map { code($0) ?? UInt32(book.count) }), labels(book))
  }

  static func sectors(_ table: WorkplaceTable) -> (HireDimension, DimensionLabels) {
    let codes = table.workplaces.map { UInt32(Sector.allCases.firstIndex(of: $0.sector)!) }
    let interim = UInt32(Sector.allCases.firstIndex(of: .interim)!)
    return (.sector(codes, interim: interim), DimensionLabels(Sector.allCases.map(\.rawValue)))
  }

  static func bassins(_ table: WorkplaceTable) -> (HireDimension, DimensionLabels) {
    let unknown = UInt32(table.bassins.count)
    let byZoning = table.reference.zonings.indices.map { zoning in
      table.workplaces.map { $0.bassins[zoning] ?? unknown }
    }
    let zonings = HireFact.months.map { table.reference.zoning(for: Int($0) / 12) ?? 0 }
    return (.bassin(byZoning, zoningOfMonth: zonings, unknown: unknown), labels(table.bassins))
  }

  private static func labels(_ book: CodeBook) -> DimensionLabels {
    DimensionLabels((0..<UInt32(book.count)).map { book.text(of: $0) } + [Dimension.unknown])
  }
}
