/// What the collecting body publishes of the declarations that it received, by month and region (DOMAIN section 2.10).
///
/// Of the region of the sample the counts are those of the warehouse export, to within three in two hundred: what was
/// received and what was passed on are never quite the same. The other regions are invented, larger and smaller.
struct PublishedSeries {
  /// The contracts that are published, in the words of the series.
  enum Contract: String, CaseIterable {
    case openEnded = "CDI"
    case overAMonth = "CDD de plus d'un mois"
  }

  private struct Cell {
    let month: CalendarMonth
    let contract: Contract
    /// Declarations that the files tell of.
    let told: Int
    let published: Int
  }

  private let cells: [Cell]

  /// Of the months that are over; those of the last one are not published yet.
  init(_ world: World) {
    var random = RandomSource(world.options.seed, .published)
    cells = world.deliveries.months.filter { $0.month.last < .asOf }.flatMap { month in
      var counts: [Contract: Int] = [:]
      var stream = world.stream(of: month)
      while let declaration = stream.next() {
        if let contract = Contract(of: declaration, world) { counts[contract, default: 0] += 1 }
      }
      return Contract.allCases.map { contract in
        let told = counts[contract] ?? 0
        return Cell(
          month: month.month, contract: contract, told: told, published: told * random.within(985...1015) / 1000)
      }
    }
  }

  /// By month and contract, `2016-01 CDI`.
  var published: [String: Int] {
    Dictionary(uniqueKeysWithValues: cells.map { ("\($0.month.text) \($0.contract.rawValue)", $0.published) })
  }

  private static let regions = [
    (
      code: "93", name: "Provence-Alpes-Côte d'Azur", former: "93", formerName: "Provence-Alpes-Côte d'Azur",
      percent: 100
    ),
    (code: "84", name: "Auvergne-Rhône-Alpes", former: "82", formerName: "Rhône-Alpes", percent: 131),
    (code: "94", name: "Corse", former: "94", formerName: "Corse", percent: 7),
  ]

  func write(in directory: SampleDirectory) throws -> WrittenFile {
    let path = "urssaf/dpae-mensuelles-regions.csv"
    var text = TextBuffer()
    text.append(
      "region;ancienne_region;duree_de_contrat;nature_de_contrat;annee;trimestre;dernier_jour_du_mois;code_region;"
        + "code_ancienne_region;dpae_brut;dpae_cvs\n")
    for region in Self.regions {
      for cell in cells {
        let count = cell.published * region.percent / 100
        let length = cell.contract == .openEnded ? "CDI" : "CDD"
        text.append("\(region.name);\(region.formerName);\(length);\(cell.contract.rawValue);")
        text.append("\(cell.month.year);\((cell.month.month + 2) / 3);")
        text.append(cell.month.last)
        text.append(";\(region.code);\(region.former);\(count);")
        // The season of services, which are most of it.
        let season = Sector.services.weight(inMonth: cell.month.month)
        text.append(count * 1000 * Sector.services.declarations / season, places: 1, mark: ".")
        text.append("\n")
      }
    }
    try directory.write(text, to: path)
    return WrittenFile(path: path, rows: cells.count * Self.regions.count)
  }
}

extension PublishedSeries.Contract {
  /// `nil` where the series leaves the declaration out: farms, interim, contracts of 31 days or less, versions of one
  /// hire but the first, and what nobody can read.
  fileprivate init?(of declaration: Declaration, _ world: World) {
    guard declaration.remark == nil, declaration.contract != .interim,
      declaration.flaw.map({ !$0.isRejected && $0 != .placeMissing && $0 != .tooLong }) ?? true,
      ![.agriculture, .interim].contains(world.establishments[declaration.establishment].sector)
    else { return nil }
    if declaration.contract == .openEnded {
      self = .openEnded
    } else if let end = declaration.end, end - declaration.hire + 1 > 31 {
      self = .overAMonth
    } else {
      return nil
    }
  }
}
