public import Ingest
public import LabourMarket

/// What every file of declarations is read against.
public struct DeclarationContext: Sendable {
  public let rules: Rules
  public let asOf: Day
  public let coverage: Coverage
  public let owners: NIROwners
  public let directory: PersonDirectory

  public init(rules: Rules, asOf: Day, coverage: Coverage, owners: NIROwners, directory: PersonDirectory) {
    self.rules = rules
    self.asOf = asOf
    self.coverage = coverage
    self.owners = owners
    self.directory = directory
  }
}

/// Reads the declarations of one file: each row becomes a `HiringDeclaration` or is counted for a reason.
///
/// Of the exports of DOMAIN sections 2.1 and 2.2; the order of the checks is that of section 3.
public struct DeclarationReader {
  private let context: DeclarationContext
  private let reader: RowReader
  private let fileIndex: Int
  /// What `HiringDeclaration.file` holds.
  private let fileNumber: Int
  private let deliveryRank: Int
  private let namesContracts: Bool
  /// The hire dates that the name of a full delivery gives.
  private let range: ClosedRange<Day>?
  private let at = DeclarationFields.of

  /// - Parameter reader: of a file of declarations of which no row has been read.
  /// - Parameter context: the same for all files of the run.
  /// - Parameter fileIndex: of the file in `context.coverage`.
  /// - Parameter fileNumber: what the declarations carry: greater for the names that come first in byte order.
  public init(_ reader: RowReader, context: DeclarationContext, fileIndex: Int, fileNumber: Int) {
    self.reader = reader
    self.context = context
    self.fileIndex = fileIndex
    self.fileNumber = fileNumber
    deliveryRank = context.coverage.deliveryRanks[fileIndex]
    namesContracts = reader.file.layout.format.isXML
    range = reader.file.delivery?.range
  }

  /// Hands each declaration that may stand to `body`, in the order of the file.
  ///
  /// - Parameter workplaces: where establishments get their code; it grows.
  /// - Parameter revisions: gets the hires of unknown persons, those that stand no more among them; the others are known
  ///   once their versions are settled.
  /// - Parameter body: is given one version of a hire a call; a later delivery may take its place.
  public func read(
    workplaces: inout WorkplaceBook, revisions: inout HireRevisions, _ body: (HiringDeclaration) -> Void
  ) throws {
    let layout = reader.file.layout
    // Of unknown persons there are no versions: repeats inside one delivery all stay (DOMAIN section 4).
    try reader.forEachRow(countsRepeats: !layout.isPersonLevel || layout.format.isXML) { row in
      guard let declaration = declaration(row, &workplaces, &revisions) else { return }
      body(declaration)
    }
  }

  /// Hands each declaration that may stand to `body`, with its line and what its establishment is coded by.
  ///
  /// For who looks for the place of a few; a run has no need of it.
  public func readLines(_ body: (HiringDeclaration, Int, WorkplaceBook) -> Void) throws {
    var (workplaces, revisions) = (WorkplaceBook(), HireRevisions())
    try reader.forEachRow { row in
      guard let declaration = declaration(row, &workplaces, &revisions) else { return }
      body(declaration, row.line, workplaces)
    }
  }

  /// What will be looked up, the workplace and the NIR's owner, is fetched from memory while numbers and dates are read:
  /// the two waits were a tenth of the time. The person is the national identifier if known, else that of the register
  /// for the NIR, else the NIR (DOMAIN section 4).
  @inline(__always)
  private func declaration(
    _ row: FieldRow, _ workplaces: inout WorkplaceBook, _ revisions: inout HireRevisions
  ) -> HiringDeclaration? {
    let parts = WorkplaceParts(
      naf: row[at.naf], commune: row[at.commune], postcode: row[at.postcode], soughtROME: row[at.soughtROME],
      organisme: row[at.organisme])
    workplaces.prefetch(parts)
    let (identifier, spelling) = PersonKey.read(row[at.nationalIdentifier], in: context.directory)
    let reading = NIR.read(row[at.nir], key: row[at.nirKey])
    var isMended = spelling == .mended
    var nir: NIR?
    switch reading {
    case .missing: break
    case .plain(let number): nir = number
    case .mended(let number): (nir, isMended) = (number, true)
    case .unusable: reader.find(.nir, row, at.nir)
    }
    if spelling == .odd { reader.find(.identifier, row, at.nationalIdentifier) }
    if !identifier.isUnknown { nir = nil }
    if let nir { context.owners.prefetch(nir) }
    let hireDate = reader.day(row[at.hireDate])
    if let range, let hireDate, !range.contains(hireDate) { reader.find(.outsideRange, row, at.hireDate) }
    let siret: SIRET
    let isPadded: Bool
    switch SIRET.read(row[at.siret]) {
    case .valid(let value): (siret, isPadded) = (value, false)
    case .repaired(let value): (siret, isPadded) = (value, true)
    case .invalid:
      reader.rejectSIRET(row, at.siret)
      return nil
    }
    guard let hired = hireDate else { return reject(row, at.hireDate, .hireDate) }
    guard hired >= context.rules.firstHireDate else { return reject(row, at.hireDate, .hireBeforeFirst) }
    guard let contract = contract(row[at.contract]) else { return reject(row, at.contract, .contract) }
    var end: Day?
    if contract != .cdi, row[at.endDate].count > 0 {
      end = reader.day(row[at.endDate])
      guard let end else { return reject(row, at.endDate, .endDate) }
      guard end >= hired else { return reject(row, at.endDate, .endBeforeHire) }
    }
    if row[at.testIndicator].count == 1, row[at.testIndicator][0] == 0x31 { return filter(.testMessage) }
    if hired > context.asOf { return filter(.afterAsOf) }
    let isCovered = context.coverage.isCovered(hired, in: fileIndex)
    let person = nir.map { context.owners.owner(of: $0) ?? PersonKey($0) } ?? identifier
    if person.isUnknown || isCovered { add(hired, to: &revisions) }
    if isCovered { return filter(.coveredByXDP) }
    if person.isUnknown, context.coverage.isReplaced(hired, in: fileIndex) {
      reader.supersede()
      return nil
    }
    reader.noteUnknown(person: person.isUnknown, activity: !row[at.naf].hasNAFForm)
    if isPadded { reader.repair(.siret) }
    if let end, context.rules.duration(from: hired.number, to: end.number) == nil { reader.repair(.duration) }
    if isMended { reader.repair(.identifier) }
    let (workplace, repairs) = workplaces.code(parts)
    if repairs != [] {
      if repairs.contains(.postcode) { reader.repair(.postcode) }
      if repairs.contains(.naf) { reader.repair(.naf) }
    }
    return HiringDeclaration(
      person: person, siret: siret, hired: hired, deliveryRank: deliveryRank,
      created: reader.day(row[at.creationDate]), contract: contract, end: end, workplace: workplace, file: fileNumber)
  }

  @inline(never)
  private func add(_ hired: Day, to revisions: inout HireRevisions) {
    let month = hired.monthIndex
    let known = context.coverage.deliveryMonths[fileIndex]
    revisions.add(1, of: month, known: known)
    if let lost = context.coverage.monthOfLoss(hired, in: fileIndex) {
      revisions.add(-1, of: month, known: max(known, lost))
    }
  }

  /// A code in the exports, a name in the declarers' messages.
  @inline(__always)
  private func contract(_ field: UnsafeRawBufferPointer) -> ContractType? {
    if namesContracts { return ContractType(name: field) }
    return field.count == 1 ? ContractType(rawValue: field[0] &- 0x30) : nil
  }

  private func reject(_ row: FieldRow, _ field: Field, _ reason: Reason) -> HiringDeclaration? {
    reader.reject(row, field, reason)
    return nil
  }

  private func filter(_ filter: Filter) -> HiringDeclaration? {
    reader.filter(filter)
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// Whether it ends like a NAF, as it does with and without the dot after the division.
  @inline(__always)
  fileprivate var hasNAFForm: Bool {
    (count == 5 || count == 6) && self[count &- 1] >= 0x41 && self[0] <= 0x39 && self[0] >= 0x30
  }
}

extension Source {
  public static let dpae = Source(
    "dpae", title: ("DPAE", "DPAE (hiring declarations)"), isDelivered: true, fields: DeclarationFields.of.list,
    reasons: [.siret, .hireDate, .hireBeforeFirst, .contract, .endDate, .endBeforeHire])
}

extension Reason {
  fileprivate static let hireDate = Reason("hire-date", remedy: "ask the sender for the hire date as yyyy-mm-dd")
  fileprivate static let hireBeforeFirst = Reason(
    "hire-before-2000", remedy: "ask the sender for the right hire date, or move first_hire_date")
  fileprivate static let contract = Reason(
    "contract", remedy: "known codes are 1 CDD, 2 CDI, 3 CTT: ask the sender which one is meant")
  fileprivate static let endDate = Reason(
    "end-date", remedy: "ask the sender for the end of the contract as yyyy-mm-dd, or nothing")
  fileprivate static let endBeforeHire = Reason(
    "end-before-hire", remedy: "ask the sender which of the two dates is wrong")
}

extension Filter {
  /// Sent to try the line (DOMAIN section 2.3).
  fileprivate static let testMessage = Filter("test message", title: ("message d’essai (test message)", "test message"))
  /// A hire of the extracts without persons that the person-level export also holds (DOMAIN section 4).
  fileprivate static let coveredByXDP = Filter(
    "covered by XDP",
    title: (
      "déjà dans l’export par personne (covered by XDP)", "already in the person-level export (covered by XDP)"
    ))
}

extension Repair {
  /// Zeros that it has lost.
  fileprivate static let postcode = Repair("postcode")
  /// A contract longer than the longest duration: its duration is unknown.
  fileprivate static let duration = Repair("duration")
}
