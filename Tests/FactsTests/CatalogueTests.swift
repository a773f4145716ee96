import Count
import Deliveries
import Facts
import Ingest
import Join
import LabourMarket
import Normalise
import Testing

@Suite struct `The catalogue` {
  /// A run without a row.
  private static let nothing: RunFacts = {
    let rules = Rules()
    let asOf = Day(year: 2017, month: 3, day: 31)!
    let trainings = TrainingTable()
    let observed = Observation(files: { _ in [] }, asOf: asOf, rules: rules)
    let (workplaces, _) = WorkplaceTable.merge([WorkplaceBook()], reference: BassinReference(), rules: rules)
    return RunFacts(
      exits: Exits(trainings, asOf: asOf, observed: observed, rules: rules), outcomes: [],
      entries: Entries(trainings, CostTable()), needs: NeedTable(),
      trainings: TrainingContext(trainings, register: RegisterTable(), bassins: BassinReference(), rules: rules),
      survey: SurveyTable(), employers: HiringEmployers(SurveyTable(), workplaces: workplaces, rules: rules),
      offers: OfferTable(), trust: TrustTable(), plan: PlanTable(),
      faps: FAPWeights(NAFFAPReference(), ROMENAFReference(), FAPReference(), absent: []),
      published: PublishedDeclarationTable(), revisions: HireProfile(workplaces, monthOfRank: []).revisions, asOf: asOf,
      observed: observed)
  }()

  @Test func `finds every fact by its name, and tells facts from each other`() {
    #expect(Set(Fact.all).count == Fact.all.count)
    for fact in Fact.all { #expect(Fact.named(fact.name) == fact) }
    #expect(Fact.named("hires") == nil)
  }

  /// A dimension whose kernel takes other rows than those of its fact would stop a run.
  @Test(arguments: [.leaver, .leaverMonth, .entry, .need, .answer, .offer, .needAndHire] as [Fact])
  func `gives every dimension its value from the rows of its own fact`(fact: Fact) {
    let conditions = fact.dimensions.map { RowCondition($0, is: "x") }
    #expect(FactSelection(fact, in: Self.nothing, conditions).left == conditions.map { _ in 0 })
  }

  @Test func `counts no part that its fact has not`() {
    for fact in Fact.all {
      for column in fact.columns {
        // A part is no more than its whole through each chain of parts.
        for whole in column.partOf { #expect(Set(whole.partOf).isSubset(of: column.partOf), "\(fact) \(column)") }
      }
    }
  }

  @Test func `names the counts that a median, a sum and a weighted rate follow from`() {
    #expect(LeaverFact.daysToFirstHire.countColumns == [LeaverFact.Column.accessAny])
    #expect(EntryFact.amount.countColumns == [EntryFact.Column.entries])
    #expect(AnswerFact.confirmedWeighted.countColumns == [AnswerFact.Column.confirmed])
    #expect(AnswerFact.confirmedRate.countColumns == [AnswerFact.Column.confirmed, AnswerFact.Column.recruiters])
  }

  @Test func `says of every dimension that coarsens something that its fact could say`() {
    for fact in Fact.all {
      for coarsening in fact.dimensions.flatMap(\.coarsens) {
        // Of the plan's months the year alone is said: in which the sums start anew.
        let isHelper =
          [TrainingDimensions.isPrealable, HireFact.isInterim, AgeDimensions.piece].contains(coarsening.dimension)
          || (fact == .planMonth && coarsening.dimension == EntryFact.year)
        #expect(isHelper || fact.dimensions.contains(coarsening.dimension), "\(fact) \(coarsening.dimension)")
      }
    }
  }

  private func given(_ fine: Dimension, _ coarse: Dimension, _ label: String, _ rules: Rules = Rules()) -> Set<String>?
  {
    let tie = fine.coarsens.first { $0.dimension == coarse }?.tie
    guard case .label(let values)? = tie else { return nil }
    return values(label, rules)
  }

  @Test func `takes a month to its year, and a month of exit to its quarter`() {
    #expect(given(HireFact.month, HireFact.year, "2016-12") == ["2016"])
    #expect(given(EntryFact.month, EntryFact.year, "2017-01") == ["2017"])
    #expect(given(PlanMonthFact.month, EntryFact.year, "2017-01") == ["2017"])
    #expect(given(LeaverFact.exitMonth, LeaverFact.exitQuarter, "2016-03") == ["2016-Q1"])
    #expect(given(LeaverFact.exitMonth, LeaverFact.exitQuarter, "2016-04") == ["2016-Q2"])
  }

  @Test func `takes an activity to its sector but for temporary work, by the rule`() {
    var rules = Rules()
    #expect(given(HireFact.naf, HireFact.sector, "7820Z") == ["interim"])
    #expect(given(HireFact.naf, HireFact.sector, "5610A") == ["chr", "interim"])
    rules.interimNAF = ["5610A"]
    #expect(given(HireFact.naf, HireFact.sector, "5610A", rules) == ["interim"])
    #expect(given(HireFact.naf, HireFact.sector, "7820Z", rules) == ["services", "interim"])
  }

  @Test func `takes a commune to its département, and an unknown one nowhere`() {
    #expect(given(HireFact.commune, HireFact.departement, "13055") == ["13"])
    #expect(given(HireFact.commune, HireFact.departement, "2A004") == ["2A"])
    #expect(given(HireFact.commune, HireFact.departement, "?") == nil)
  }

  @Test func `takes a dispositif to its type as far as the rule says`() {
    var rules = Rules()
    let (fine, coarse) = (EntryFact.dispositif, EntryFact.trainingType)
    #expect(given(fine, coarse, "POEI_MONO") == ["prealable"])
    #expect(given(fine, coarse, "AFC") == ["certifiante", "qualifiante"])
    rules.prealable = ["AFC"]
    #expect(given(fine, coarse, "AFC", rules) == ["prealable"])
    #expect(given(fine, TrainingDimensions.isPrealable, "POEI_MONO", rules) == ["no"])
    #expect(given(coarse, TrainingDimensions.isPrealable, "prealable") == ["yes"])
  }

  @Test func `takes five years of age to the bands that they may lie in`() {
    #expect(given(LeaverFact.ageGroup, LeaverFact.ageBand, "20-24") == ["<26"])
    #expect(given(LeaverFact.ageGroup, LeaverFact.ageBand, "25-29") == ["<26", "26-50"])
    #expect(given(LeaverFact.ageGroup, LeaverFact.ageBand, "?") == ["?"])
    var moved = Rules()
    (moved.middleAgeFrom, moved.middleAgeTo) = (30, 54)
    let bands = ["25-29", "30-34", "50-54", "55-59"].map { given(LeaverFact.ageGroup, LeaverFact.ageBand, $0, moved) }
    #expect(bands == [["<30"], ["30-54"], ["30-54"], [">54"]])
    let official = LeaverFact.officialAgeBand
    #expect(given(LeaverFact.ageGroup, official, "25-29") == ["<26", "26-49"])
    #expect(given(LeaverFact.ageGroup, official, "45-49") == ["26-49"])
    #expect(given(LeaverFact.ageGroup, official, "50-54") == [">=50"])
    #expect(given(Fact.entry.dimensions.first { $0.name == LeaverFact.ageGroup.name }!, official, "20-24") == ["<26"])
  }

  @Test func `takes the bands of age to the pieces that both are made of`() {
    func pieces(_ dimension: Dimension, _ label: String, _ rules: Rules = Rules()) -> Set<String>? {
      given(dimension, AgeDimensions.piece, label, rules)
    }
    let (band, official) = (LeaverFact.ageBand, LeaverFact.officialAgeBand)
    #expect(["<26", "26-50", ">50", "?"].map { pieces(band, $0) } == [["0"], ["26", "50"], ["51"], ["?"]])
    #expect(["<26", "26-49", ">=50", "?"].map { pieces(official, $0) } == [["0"], ["26"], ["50", "51"], ["?"]])
    #expect(pieces(band, "total") == nil)
    var rules = Rules()
    (rules.middleAgeFrom, rules.middleAgeTo) = (30, 49)
    #expect(["<30", "30-49", ">49"].map { pieces(band, $0, rules) } == [["0", "26"], ["30"], ["50"]])
    #expect(["<26", "26-49", ">=50"].map { pieces(official, $0, rules) } == [["0"], ["26", "30"], ["50"]])
  }
}
