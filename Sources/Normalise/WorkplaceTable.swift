public import Deliveries
public import LabourMarket

/// What the codes of workplaces mean for the tables: département, bassin, sector, found once for each.
///
/// Workplaces are numbered in byte order of what was written, so that their number also orders versions.
public struct WorkplaceTable: Sendable {
  public struct Workplace: Sendable {
    /// Codes of `departements`, `communes` and `activities`; `nil` where unknown.
    public var departement: UInt32?
    public var commune: UInt32?
    public var activity: UInt32?
    public var sector: Sector
    public var soughtROME: UInt32?
    /// Of `organismes`, and of `regions`.
    public var organisme: UInt32?
    public var region: UInt32?
    /// For each zoning of the reference, a code of `bassins`.
    public var bassins: [UInt32?]
  }

  public let workplaces: [Workplace]
  public private(set) var departements = CodeBook()
  public private(set) var communes = CodeBook()
  public private(set) var activities = CodeBook()
  public private(set) var bassins = CodeBook()
  public private(set) var soughtROMEs = CodeBook()
  public private(set) var organismes = CodeBook()
  public private(set) var regions = CodeBook()
  public let reference: BassinReference

  /// - Parameter books: those of the threads.
  /// - Parameter reference: finds the bassin of each commune, in each of its zonings.
  /// - Parameter rules: say which activities are temporary work.
  /// - Returns: the table, and for each thread the number of each of its codes.
  public static func merge(
    _ books: [WorkplaceBook], reference: BassinReference, rules: Rules
  ) -> (table: WorkplaceTable, codes: [[UInt32]]) {
    var all = WorkplaceBook()
    let merged = books.map { all.merge($0) }
    let ranks = all.book.ranks()
    let table = WorkplaceTable(all, reference: reference, rules: rules)
    return (table, merged.map { codes in codes.map { ranks[Int($0)] } })
  }

  private init(_ book: WorkplaceBook, reference: BassinReference, rules: Rules) {
    self.reference = reference
    var departements = CodeBook()
    var communes = CodeBook()
    var activities = CodeBook()
    var bassins = CodeBook()
    var soughtROMEs = CodeBook()
    var organismes = CodeBook()
    var regions = CodeBook()
    workplaces = book.book.codesInByteOrder().map { code in
      let parts = book.parts(of: code)
      let naf = NAF(parts.naf)
      let commune = Commune(parts.commune)
      let departement = commune?.departement ?? Departement(postcode: parts.postcode)
      return Workplace(
        departement: departement.map { departements.intern($0.code) },
        commune: commune.map { communes.intern($0.code) },
        activity: naf.map { activities.intern($0.code) }, sector: Sector(naf, interimNAF: rules.interimNAF),
        soughtROME: parts.soughtROME.isEmpty ? nil : soughtROMEs.intern(plainLabel(parts.soughtROME)),
        organisme: parts.organisme.isEmpty ? nil : organismes.intern(plainLabel(parts.organisme)),
        region: departement?.region.map { regions.intern($0) },
        bassins: reference.zonings.indices.map { zoning in
          commune.flatMap { reference.bassin(of: $0, zoning: zoning) }.map { bassins.intern($0) }
        })
    }
    self.departements = departements
    self.communes = communes
    self.activities = activities
    self.bassins = bassins
    self.soughtROMEs = soughtROMEs
    self.organismes = organismes
    self.regions = regions
  }
}
