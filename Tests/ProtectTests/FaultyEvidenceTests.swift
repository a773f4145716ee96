import Attack
import Count
import Facts
import LabourMarket
import Protect
import Testing

/// What the protector is not told it cannot protect; the attacker, who is told by the data package, must find it.
@Suite struct FaultyEvidenceTests {
  /// Two rows of each: the first is too small to be shown, the second is not.
  private enum Fault: String, CaseIterable {
    case entriesHaveNoUnit, answersHaveNoUnit, medianFollowsNothing, amountFollowsNothing, weightsFollowNothing

    var fact: Fact {
      switch self {
      case .entriesHaveNoUnit, .amountFollowsNothing: .entry
      case .answersHaveNoUnit, .weightsFollowNothing: .answer
      case .medianFollowsNothing: .leaver
      }
    }

    var dimension: Dimension {
      fact == .leaver ? LeaverFact.departement : fact == .answer ? AnswerFact.year : EntryFact.year
    }

    /// The count, and what is made of it.
    var measures: [Measure] {
      switch self {
      case .entriesHaveNoUnit: [EntryFact.entries]
      case .answersHaveNoUnit: [AnswerFact.answers]
      case .medianFollowsNothing: [LeaverFact.accessAny, LeaverFact.daysToFirstHire]
      case .amountFollowsNothing: [EntryFact.entries, EntryFact.amount]
      case .weightsFollowNothing: [AnswerFact.recruiters, AnswerFact.recruitersWeighted]
      }
    }
  }

  private func table(_ fault: Fault, isMade: Bool) -> OutcomeTable {
    let definition = TableDefinition(
      name: "table", fact: fault.fact, dimensions: [fault.dimension], measures: fault.measures)
    var evidence = Evidence()
    var rows: [OutcomeTable.Row] = []
    for (label, count) in [("2016", Int64(2)), ("2017", 30)] {
      let reference = CountReference(fault.fact, fault.measures[0].countColumns[0], [fault.dimension: label])
      let isTold = !isMade || fault.measures.count > 1
      if isTold {
        evidence.counts[reference] = CountEvidence(count, fault.fact == .answer ? .establishments : .persons)
      }
      var cells = [Cell.count(count)]
      var told = [Evidence.CellEvidence(counts: isTold ? [reference] : [], isCount: true)]
      if fault.measures.count > 1 {
        cells.append(.quantity(Quantity(Int(count) * 40), decimals: 2, trimmed: false, terms: 0))
        told.append(Evidence.CellEvidence(counts: isMade ? [] : [reference]))
      }
      rows.append(OutcomeTable.Row(labels: [label], cells: cells))
      evidence.cells.append(told)
    }
    return OutcomeTable(definition, rows, evidence: evidence)
  }

  @Test(arguments: Fault.allCases) private func `is found where it is made`(fault: Fault) throws {
    let leaks = try protect(table(fault, isMade: true)).leaks
    let place = "\(fault.dimension)=2016"
    let expected =
      fault.measures.count > 1
      ? ["table \(place) \(fault.measures[1])"] : ["\(fault.fact) \(fault.measures[0]) \(place)"]
    #expect(leaks.map(\.count) == expected)
  }

  @Test(arguments: Fault.allCases) private func `and nothing is where it is not`(fault: Fault) throws {
    #expect(try protect(table(fault, isMade: false)).leaks == [])
  }
}

/// The data package says of every measure what it is, so that a public table of it can be judged.
@Suite struct DescribedMeasureTests {
  @Test(arguments: Fact.all) func `every measure of a fact can be judged by its words`(fact: Fact) throws {
    let table = OutcomeTable(
      TableDefinition(
        name: "table", fact: fact, dimensions: [fact.dimensions[0]], measures: fact.measures),
      [OutcomeTable.Row(labels: ["trust_rate"], cells: fact.measures.map { _ in .secret })])
    let unsaid = try attacked([table]).filter { $0.finding.contains("does not say") }
    #expect(unsaid == [])
  }
}
