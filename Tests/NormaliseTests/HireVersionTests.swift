import Deliveries
import Ingest
import LabourMarket
import Normalise
import TestSupport
import Testing

/// Declarations of one establishment, person and day are versions of one hire (DOMAIN section 4).
@Suite struct HireVersionTests {
  /// What two versions are compared by, in this order.
  enum Compared: Int, CaseIterable {
    case delivery, creation, contract, end, naf, commune, postcode

    func set(_ declared: inout Declared, to value: Value) {
      switch self {
      case .delivery: declared.rank = value == .greater ? 2 : 1
      case .creation: declared.created = value.of("2016-09-01", "2016-09-02")
      case .contract: declared.contract = value == .greater ? .ctt : .cdd
      case .end: declared.end = value.of("2016-12-19", "2016-12-20")
      case .naf: declared.naf = value.of("5610A", "5610B") ?? ""
      case .commune: declared.commune = value.of("13055", "13056") ?? ""
      case .postcode: declared.postcode = value.of("13001", "13002") ?? ""
      }
    }
  }

  enum Value: CaseIterable {
    case none, lesser, greater

    func of(_ lesser: String, _ greater: String) -> String? {
      self == .none ? nil : self == .lesser ? lesser : greater
    }
  }

  /// The file of the version that stands, whichever is read first, by whichever thread.
  private func standing(_ one: Declared, _ other: Declared) -> Set<Int> {
    var files: Set<Int> = []
    for threads in 1...2 {
      for versions in [[one, other], [other, one]] {
        let standing = DeclaredHires(versions, threads: threads).standing()
        #expect(standing.count == 1)
        files.formUnion(standing.map(\.hire.file))
      }
    }
    return files
  }

  @Test(arguments: Compared.allCases, [Value.none, .lesser])
  func `the first of these that differs decides, whatever comes after it; none is lowest`(
    deciding: Compared, value: Value
  ) {
    for file in 0...1 {
      var (greater, lesser) = (Declared { $0.file = file }, Declared { $0.file = 1 - file })
      for compared in Compared.allCases {
        let isBefore = compared.rawValue < deciding.rawValue
        compared.set(&greater, to: isBefore || compared == deciding ? .greater : .none)
        compared.set(&lesser, to: isBefore ? .greater : compared == deciding ? value : .greater)
      }
      #expect(standing(greater, lesser) == [file])
    }
  }

  @Test(arguments: [(ContractType.cdd, ContractType.cdi), (.cdi, .ctt), (.cdd, .ctt)])
  func `contracts are compared by their code`(lesser: ContractType, greater: ContractType) {
    let one = Declared { ($0.contract, $0.file) = (lesser, 0) }
    #expect(standing(one, Declared { ($0.contract, $0.file) = (greater, 1) }) == [1])
  }

  @Test func `a postcode is compared with the zeros that it has lost`() {
    let lost = Declared { ($0.postcode, $0.file) = ("4000", 0) }
    #expect(standing(lost, Declared { ($0.postcode, $0.file) = ("13001", 1) }) == [1])
    #expect(standing(lost, Declared { ($0.postcode, $0.file) = ("03999", 1) }) == [0])
  }

  @Test func `of equal repeats the file whose name comes first is the accepted one`() {
    let counts = DeclaredHires([Declared { $0.file = 3 }, Declared { $0.file = 5 }, Declared { $0.file = 4 }]).settle()
    #expect(counts.accepted == [0, 0, 0, 0, 0, 1, 0, 0])
    #expect(counts.superseded == [0, 0, 0, 1, 1, 0, 0, 0])
  }

  @Test func `another person, establishment or day is another hire`() {
    let others: [(inout Declared) -> Void] = [
      { $0.person = "2" }, { $0.siret = 55_210_023_400_012 }, { $0.hired = "2016-10-04" },
    ]
    for other in others { #expect(DeclaredHires([Declared(), Declared(other)]).standing().count == 2) }
    #expect(DeclaredHires([Declared(), Declared { $0.rank = 2 }]).standing().count == 1)
  }

  @Test func `declarations of unknown persons are no versions of each other`() {
    let unknown = Declared { $0.person = "" }
    let hires = DeclaredHires([unknown, unknown, unknown, Declared { ($0.person, $0.rank) = ("", 2) }])
    #expect(hires.standing().map(\.firstRank).sorted() == [1, 1, 1, 2])
  }

  @Test func `a hire is known from the first delivery that told of it, whichever version stands`() {
    let ranks = [4, 2, 7]
    let standing = DeclaredHires(ranks.map { rank in Declared { $0.rank = rank } }, threads: 2).standing()
    #expect(standing.map(\.firstRank) == [2])
    #expect(standing.map { Int($0.hire.deliveryRank) } == [7])
  }

  @Test func `the hires of a person lie side by side`() {
    let days = (10...28).map { "2016-10-\($0)" }
    let declared = days.flatMap { day in
      ["1", "2", "3"].map { person in Declared { ($0.person, $0.hired) = (person, day) } }
    }
    var runs = 0
    DeclaredHires(declared, threads: 2).settle { settled in
      runs += zip(settled.hires, settled.hires.dropFirst()).count { $0.person != $1.person }
      runs += settled.hires.isEmpty ? 0 : 1
    }
    #expect(runs == 3)
  }
}
