public import Deliveries
public import Ingest
public import LabourMarket
public import Normalise

/// A declaration of a hire as plain values: a test names those that it is about.
public struct Declared: Sendable {
  /// A national identifier; empty is unknown.
  public var person = "1"
  public var siret: UInt64 = 73_282_932_000_074
  public var hired = "2016-10-03"
  /// Of the delivery; the greatest is the latest.
  public var rank = 1
  public var created: String?
  public var contract = ContractType.cdi
  public var end: String?
  public var naf = "5610A"
  public var commune = "13055"
  public var postcode = "13001"
  /// That the declaration came through; empty is unknown.
  public var organisme = ""
  /// The number that the declaration carries of its file: the greater is the name that comes first.
  public var file = 0

  public init(_ change: (inout Declared) -> Void = { _ in }) { change(&self) }

  public func declaration(in directory: PersonDirectory, workplace: UInt32 = 0) -> HiringDeclaration {
    HiringDeclaration(
      person: directory.person(person), siret: SIRET(number: siret), hired: day(hired), deliveryRank: rank,
      created: created.map(day), contract: contract, end: end.map(day), workplace: workplace, file: file)
  }

  fileprivate func workplace(in book: inout WorkplaceBook) -> UInt32 {
    let (naf, commune, postcode) = (Array(naf.utf8), Array(commune.utf8), Array(postcode.utf8))
    let organisme = Array(organisme.utf8)
    return naf.withUnsafeBytes { naf in
      commune.withUnsafeBytes { commune in
        postcode.withUnsafeBytes { postcode in
          organisme.withUnsafeBytes { organisme in
            book.code(
              WorkplaceParts(
                naf: naf, commune: commune, postcode: postcode,
                soughtROME: UnsafeRawBufferPointer(start: nil, count: 0),
                organisme: organisme)
            ).code
          }
        }
      }
    }
  }
}

/// Some declarations as the threads of a run hold them once they are read.
public struct DeclaredHires {
  public let workplaces: WorkplaceTable
  private let threads: [DeclarationPartitions]
  private let codes: [[UInt32]]

  /// - Parameter declared: dealt to the threads in turn.
  public init(
    _ declared: [Declared], threads count: Int = 1, in directory: PersonDirectory = PersonDirectory(),
    reference: BassinReference = BassinReference(), rules: Rules = Rules()
  ) {
    threads = (0..<count).map { _ in DeclarationPartitions() }
    for (index, one) in declared.enumerated() {
      let thread = threads[index % count]
      let workplace = one.workplace(in: &thread.workplaces)
      thread.add(one.declaration(in: directory, workplace: workplace))
    }
    (workplaces, codes) = WorkplaceTable.merge(threads.map(\.workplaces), reference: reference, rules: rules)
  }

  /// Settles all of them, once.
  ///
  /// - Parameter body: is shown the hires of one partition a call.
  /// - Returns: what became of the declarations, by the number that they carry of their file.
  @discardableResult
  public func settle(_ body: (SettledHires) -> Void = { _ in }) -> SettledCounts {
    let settler = HireSettler(fileCount: 8)
    for partition in 0..<DeclarationPartitions.count {
      body(settler.settle(partition, of: threads, workplaces: codes))
    }
    return settler.counts
  }

  /// The hires that stand, each with the rank of the first delivery that told of it.
  public func standing() -> [(hire: HiringDeclaration, firstRank: Int)] {
    var standing: [(hire: HiringDeclaration, firstRank: Int)] = []
    settle { settled in standing += zip(settled.hires, settled.firstRanks).map { ($0, Int($1)) } }
    return standing
  }
}
