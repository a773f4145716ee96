import Deliveries
import LabourMarket
import Normalise

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
  var units: [UInt64] = []
  var traits: [HireTraits] = []
  var workplaces: [UInt32] = []

  var count: Int { units.count }

  /// Makes room for so many hires, in place of those that were there.
  mutating func begin(_ count: Int) {
    units = [UInt64](repeating: 0, count: count)
    traits = [HireTraits](repeating: HireTraits(bits: 0), count: count)
    workplaces = [UInt32](repeating: 0, count: count)
  }

  @inline(__always)
  mutating func set(_ index: Int, unit: UInt64, traits: HireTraits, workplace: UInt32) {
    units[index] = unit
    self.traits[index] = traits
    workplaces[index] = workplace
  }
}

/// The dimensions of the hires of a run, with their labels.
struct HireDimensions: Sendable {
  private let all: [String: (kernel: HireDimension, labels: DimensionLabels)]

  init(_ table: WorkplaceTable) {
    let first = HireTraits.firstMonth
    let months = first...HiringDeclaration.knownDays.upperBound.monthIndex
    let years = first / 12...months.upperBound / 12
    let sectors = Sector.allCases.map(\.rawValue)
    let interim = UInt32(Sector.allCases.firstIndex(of: .interim)!)
    let bassins = HireDimensions.labels(table.bassins)
    let unknownBassin = UInt32(table.bassins.count)
    let byZoning = table.reference.zonings.indices.map { zoning in
      table.workplaces.map { $0.bassins[zoning] ?? unknownBassin }
    }
    all = [
      "month": (.month, DimensionLabels(months.map(Day.month))),
      "year": (.year, DimensionLabels(years.map { String($0) })),
      "contract_class": (.contractClass, DimensionLabels(ContractClass.allCases.map(\.rawValue))),
      "departement": HireDimensions.byWorkplace(table, table.departements) { $0.departement },
      "commune": HireDimensions.byWorkplace(table, table.communes) { $0.commune },
      "rome": HireDimensions.byWorkplace(table, table.romes) { $0.rome },
      "naf": HireDimensions.byWorkplace(table, table.activities) { $0.activity },
      "sector": (
        .sector(table.workplaces.map { UInt32(Sector.allCases.firstIndex(of: $0.sector)!) }, interim: interim),
        DimensionLabels(sectors)
      ),
      "bassin": (
        .bassin(
          byZoning, zoningOfMonth: months.map { table.reference.zoning(for: Int($0) / 12) ?? 0 },
          unknown: unknownBassin), bassins
      ),
    ]
  }

  func labels(_ dimension: String) -> DimensionLabels { all[dimension]!.labels }
  func kernel(_ dimension: String) -> HireDimension { all[dimension]!.kernel }

  /// The codes of a book, then the unknown value.
  private static func labels(_ book: CodeBook) -> DimensionLabels {
    DimensionLabels((0..<UInt32(book.count)).map { book.text(of: $0) } + ["?"])
  }

  private static func byWorkplace(
    _ table: WorkplaceTable, _ book: CodeBook, _ code: (WorkplaceTable.Workplace) -> UInt32?
  ) -> (HireDimension, DimensionLabels) {
    (.workplace(table.workplaces.map { code($0) ?? UInt32(book.count) }), labels(book))
  }
}
