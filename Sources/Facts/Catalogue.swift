public import Count
import Deliveries
public import Ingest

extension FactRecipe {
  /// All facts that a table may count, in the order of the documentation: a new one is a folder and a line here.
  static let all = [
    FactRecipe(
      .leaver, LeaverFact.packaged, needs: [.training, .dpae], frame: LeaverFact.frame, subjects: LeaverFact.subjects),
    FactRecipe(
      .leaverMonth, LeaverMonthFact.packaged, needs: [.training, .dpae], frame: LeaverMonthFact.frame,
      subjects: LeaverMonthFact.subjects),
    FactRecipe(
      .exit, ExitFact.packaged, needs: [.training, .dpae], frame: ExitFact.frame, subjects: ExitFact.subjects),
    FactRecipe(
      .entry, EntryFact.packaged, needs: [.training],
      rests: { $0 == EntryFact.amount ? [.training, .costs] : [.training] }, frame: EntryFact.frame,
      subjects: EntryFact.subjects),
    FactRecipe(.hire, HireFact.packaged, needs: [.dpae], hireSide: { $0 }),
    FactRecipe(.need, .open, needs: [.needs], frame: NeedFact.frame, subjects: NeedFact.subjects),
    FactRecipe(
      .answer, AnswerFact.packaged, needs: [.survey, .dpae],
      rests: { AnswerFact.restsOnHires($0) ? [.survey, .dpae] : [.survey] }, frame: AnswerFact.frame,
      subjects: AnswerFact.subjects),
    FactRecipe(.offer, .open, needs: [.offers], frame: OfferFact.frame, subjects: OfferFact.subjects),
    FactRecipe(
      .needAndHire, NeedAndHireFact.packaged, needs: [.survey, .dpae],
      rests: { $0 == NeedAndHireFact.projectsWeighted ? [.survey] : [.survey, .dpae] },
      frame: NeedAndHireFact.projectFrame,
      hireSide: NeedAndHireFact.hireSide,
      make: NeedAndHireFact.table, subjects: NeedAndHireFact.subjects),
    FactRecipe(
      .needAndHireByFAP, NeedAndHireByFAPFact.packaged, needs: [.survey, .dpae],
      rests: { $0 == NeedAndHireFact.projectsWeighted ? [.survey] : [.survey, .dpae] },
      frame: NeedAndHireByFAPFact.projectFrame,
      hireSide: NeedAndHireByFAPFact.hireSide, make: NeedAndHireByFAPFact.table,
      subjects: NeedAndHireByFAPFact.subjects),
    FactRecipe(
      .planMonth, PlanMonthFact.packaged, needs: [.training], rests: PlanMonthFact.sources, make: PlanMonthFact.table),
    FactRecipe(
      .keyFigure, KeyFigureFact.packaged, needs: [.training, .dpae], rests: { _ in [] },
      hireSide: KeyFigureFact.hireSide, make: KeyFigureFact.table),
    FactRecipe(
      .hireAndPublished, .internal, needs: [.dpae, .publishedDeclarations], hireSide: HireAndPublishedFact.hireSide,
      make: HireAndPublishedFact.table),
    FactRecipe(.revision, .internal, needs: [.dpae], make: RevisionFact.table),
    FactRecipe(.coverage, .internal, needs: [.dpae], make: CoverageFact.table),
  ]

  private static let byFact = Dictionary(uniqueKeysWithValues: all.map { ($0.fact, $0) })

  static func of(_ fact: Fact) -> FactRecipe { byFact[fact]! }
}

extension Fact {
  /// All facts, in the order of the documentation.
  public static let all = FactRecipe.all.map(\.fact)

  public static func named(_ name: String) -> Fact? { all.first { $0.name == name } }

  /// The sources without which the fact has no meaning; others make it more precise.
  public var sources: [Source] { FactRecipe.of(self).sources }
}
