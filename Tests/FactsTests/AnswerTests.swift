import Count
import Deliveries
import Facts
import LabourMarket
import TestSupport
import Testing

/// What became of announced hires, of establishments whose weights differ (DOMAIN section 5).
@Suite struct `Confirmed intentions` {
  private static let siret: [UInt64] = [73_282_932_000_074, 55_210_023_400_012, 38_012_986_646_850]

  /// - Parameter answers: weight and projects, one an establishment.
  private func row(
    _ answers: [(weight: String, projects: String)], _ measures: [Measure], _ declared: [Declared]
  ) throws -> [String] {
    let told = Told {
      $0.rows[.survey] = zip(Self.siret, answers).map {
        ["siret": String($0), "bassin": "9311", "weight": $1.weight, "A0Z40": $1.projects]
      }
      $0.declared = declared
    }
    return try told.table(.answer, by: [AnswerFact.year], measures).written[["2016"]] ?? []
  }

  private let counts = [AnswerFact.confirmed, AnswerFact.confirmedOfMonth, AnswerFact.fulfilled]

  private func hire(_ establishment: Int = 0, person: String = "1", last: String? = nil) -> Declared {
    Declared {
      ($0.siret, $0.person, $0.hired) = (Self.siret[establishment], person, "2016-10-03")
      if let last { ($0.contract, $0.end) = (.cdd, last) }
    }
  }

  @Test(arguments: [("2016-10-31", ["1", "0", "0"]), ("2016-11-01", ["1", "1", "1"])])
  func `are of a month or more from the thirtieth day`(last: String, expected: [String]) throws {
    #expect(try row([("1", "1")], counts, [hire(last: last)]) == expected)
  }

  @Test func `are fulfilled by as many hires of a month as projects, and not by one less`() throws {
    let (one, other) = (hire(), hire(person: "2"))
    #expect(try row([("1", "2")], counts, [one, other]) == ["1", "1", "1"])
    #expect(try row([("1", "2")], counts, [one, hire(person: "2", last: "2016-10-31")]) == ["1", "1", "0"])
    #expect(try row([("1", "2.5")], counts, [one, other]) == ["1", "1", "0"])
  }

  @Test func `are shares of weights`() throws {
    let answers = [("1", "1"), ("2", "1"), ("3", "1")]
    let rates = [AnswerFact.confirmedRate, AnswerFact.confirmedOfMonthRate, AnswerFact.fulfilledRate]
    let declared = [hire(0, last: "2016-10-04"), hire(1), hire(2, last: "2017-03-01")]
    #expect(try row(answers, rates, declared) == ["1.0000", "0.8333", "0.8333"])
  }

  @Test func `have the interval of Kish's number: of equal weights that of as many answers`() throws {
    let ends = [AnswerFact.confirmedRateLow, AnswerFact.confirmedRateHigh]
    // Of weights 1, 2, 3 it is 36/14, and the share of the third is a half.
    #expect(try row([("1", "1"), ("2", "1"), ("3", "1")], ends, [hire(2)]) == ["0.1130", "0.8870"])
    // Two of three, whatever each weighs.
    for weight in ["1", "0,25", "1000"] {
      let answers = Self.siret.map { _ in (weight, "1") }
      #expect(try row(answers, ends, [hire(0), hire(1)]) == ["0.2077", "0.9385"])
    }
    #expect(try row([("1", "0")], ends, [hire()]) == ["nd", "nd"])
  }

  @Test func `are not known without declarations, but who answered is`() throws {
    let measures = [AnswerFact.answers, AnswerFact.recruiters, AnswerFact.confirmed, AnswerFact.fulfilledRate]
    #expect(try row([("1", "1")], measures, []) == ["1", "1", "nd", "nd"])
  }
}

@Suite struct `Every rate` {
  @Test func `has both ends of its interval in the catalogue`() {
    // Those for the house tell shares of all that there is, not of some.
    for fact in Fact.all where !fact.isInternal {
      for rate in fact.measures where rate.rateColumns != nil && rate.unit == .share {
        let ends = ["\(rate)_low", "\(rate)_high"].map { fact.measure($0) }
        #expect(!ends.contains(nil), "\(fact) \(rate)")
        #expect(ends.allSatisfy { $0?.countColumns == rate.countColumns }, "\(fact) \(rate)")
      }
    }
  }
}
