public import Count
import LabourMarket

extension Fact {
  public static let keyFigure = Fact(
    "key-figure", Wording("Chiffres clés", "Key figures"), dimensions: [KeyFigureFact.figure],
    measures: KeyFigureFact.measures, columns: [KeyFigureFact.Column.trusting, KeyFigureFact.Column.trustAnswers],
    madeWhole: []
  ) { _ in
    Wording(
      "un des chiffres que l’on demande à la direction", "one figure of those that the director is asked for")
  }
}

/// The figures that the director is asked for, from the facts of other tables (DOMAIN sections 1 and 7).
public enum KeyFigureFact {
  public static let figure = Dimension(
    "figure", Wording("Chiffre", "Figure"), rule: Wording("nom du chiffre", "name of the figure"))

  /// The figures, in the order of DOMAIN section 7. The raw value is the name in the table.
  public enum Figure: String, Sendable, CaseIterable {
    case projects
    case confirmedIntentions = "confirmed_intentions"
    case trainingEntries = "training_entries"
    case trainingAmount = "training_amount"
    case certifyingShare = "certifying_share"
    case accessAnyRate = "access_any_rate"
    case accessRate = "access_rate"
    case accessDurableRate = "access_durable_rate"
    case employedRate = "employed_rate"
    case offerDaysRegion = "offer_days_region"
    case offerDaysElsewhere = "offer_days_elsewhere"
    case trustRate = "trust_rate"
    case mainSector1 = "main_sector_1"
    case mainSector2 = "main_sector_2"
    case mainSector3 = "main_sector_3"
    case mainSector4 = "main_sector_4"

    /// The measure of all leavers that a figure is.
    public var leaverRate: Measure? {
      switch self {
      case .accessAnyRate: LeaverFact.accessAnyRate
      case .accessRate: LeaverFact.accessRate
      case .accessDurableRate: LeaverFact.accessDurableRate
      case .employedRate: LeaverFact.employedRate
      default: nil
      }
    }

    static let rates = allCases.compactMap { figure in figure.leaverRate.map { (figure: figure, measure: $0) } }

    /// As the table says it: a unit of measures, or what a word names.
    var unit: String {
      switch self {
      case .projects: MeasureUnit.projects.rawValue
      case .trainingEntries: MeasureUnit.entries.rawValue
      case .trainingAmount: MeasureUnit.euro.rawValue
      case .offerDaysRegion, .offerDaysElsewhere: MeasureUnit.days.rawValue
      case .mainSector1, .mainSector2, .mainSector3, .mainSector4: HireFact.sector.name
      case .confirmedIntentions, .certifyingShare, .accessAnyRate, .accessRate, .accessDurableRate, .employedRate,
        .trustRate:
        MeasureUnit.share.rawValue
      }
    }

    /// Those of the sectors with the most hires, the first first.
    public static let mainSectors: [Figure] = [.mainSector1, .mainSector2, .mainSector3, .mainSector4]

    /// The rules of a definition behind it, by their names.
    public var restsOn: [String] {
      switch self {
      case .projects: ["region"] + Fact.need.restsOn
      case .confirmedIntentions: Fact.answer.restsOn
      case .trainingEntries, .trainingAmount: ["plan_year"]
      case .certifyingShare: ["plan_year"] + PlanMonthFact.certifyingShare.restsOn
      case .offerDaysRegion, .offerDaysElsewhere: ["region"] + Fact.offer.restsOn
      case .trustRate: []
      case .mainSector1, .mainSector2, .mainSector3, .mainSector4:
        ["plan_year"] + Fact.hire.restsOn + HireFact.sector.restsOn + HireFact.hiresOfMonth.restsOn
      case .accessAnyRate, .accessRate, .accessDurableRate, .employedRate:
        Fact.leaver.restsOn + (leaverRate?.restsOn ?? [])
      }
    }
  }

  /// The answers about trust, which no other fact counts.
  public enum Column {
    static let trusting = CountColumn("trusting", .establishments)
    static let trustAnswers = CountColumn("trust_answers", .establishments)
  }

  public static let value = Measure(
    "value", Wording("Valeur", "Value"), .text, nil,
    rule: Wording("le chiffre de cette chaîne", "the figure of this run"))

  public static let unit = Measure(
    "unit", Wording("Unité", "Unit"), .text, nil,
    rule: Wording(
      "share (de 0 à 1), days, euro, entries, projects ou sector",
      "share (0...1), days, euro, entries, projects or sector"))

  public static let period = Measure(
    "period", Wording("Période", "Period"), .text, nil,
    rule: Wording("une année, ou la date des chiffres", "a year, or the as-of date"))

  public static let published = Measure(
    "published", Wording("Valeur publiée", "Published value"), .text, nil,
    rule: Wording("la valeur que cite la définition", "the value that the definition quotes"))

  static let measures = [value, unit, period, published]

  /// The hires that the main sectors are ranked by.
  @Sendable public static func hireSide(of table: TableDefinition) -> TableDefinition {
    TableDefinition(
      name: table.name, fact: .hire, dimensions: [HireFact.year, HireFact.sector], measures: [HireFact.hiresOfMonth])
  }

  @Sendable static func table(
    _ definition: TableDefinition, _ facts: RunFacts, hires: OutcomeTable?, _ rules: Rules
  ) throws -> OutcomeTable {
    var figures = KeyFigures(facts, hires: hires!, rules: rules)
    return try figures.table(definition)
  }
}

extension KeyFigureFact {
  /// Stated for the data package, apart from what the protector works on: each row is a thing of its own.
  static let packaged = Packaged(.protected) { rules in
    let values = Figure.allCases.map { figure in
      (figure.rawValue, figure.meaning(rules).having { $0.unit = figure.unit })
    }
    return [
      value: Meaning().having {
        $0.rows = Meaning.Rows(by: Self.figure.name, values: Dictionary(uniqueKeysWithValues: values))
      },
      unit: .open,
      period: .open,
      published: .open,
    ]
  }
}

extension KeyFigureFact.Figure {
  fileprivate func meaning(_ rules: Rules) -> Meaning {
    let planYear = Meaning.CountName.Value.text(String(rules.planYear))
    let entries = Meaning.CountName(EntryFact.Column.entries, of: .entry, where: [EntryFact.year: planYear])
    let survey = { (column: CountColumn) in
      Meaning.CountName(column, of: .answer, where: [AnswerFact.year: .column(KeyFigureFact.period.name)])
    }
    switch self {
    case .projects, .offerDaysRegion, .offerDaysElsewhere, .mainSector1, .mainSector2, .mainSector3, .mainSector4:
      return .open
    case .confirmedIntentions:
      return .rate(survey(AnswerFact.Column.confirmed), of: survey(AnswerFact.Column.recruiters), weighted: true)
    case .trainingEntries: return .count(entries)
    case .trainingAmount: return .follows(entries)
    case .certifyingShare:
      let certifying = Meaning.CountName(
        EntryFact.Column.entries, of: .entry,
        where: [EntryFact.year: planYear, EntryFact.trainingType: .text(TrainingType.certifiante.rawValue)])
      return .rate(certifying, of: entries)
    case .accessAnyRate: return share(LeaverFact.Column.accessAny)
    case .accessRate: return share(LeaverFact.Column.access)
    case .accessDurableRate: return share(LeaverFact.Column.accessDurable)
    case .employedRate: return share(LeaverFact.Column.employed)
    case .trustRate:
      return .rate(KeyFigureFact.Column.trusting, of: KeyFigureFact.Column.trustAnswers, weighted: true)
    }
  }

  private func share(_ part: CountColumn) -> Meaning {
    .rate(Meaning.CountName(part, of: .leaver), of: Meaning.CountName(LeaverFact.Column.mature, of: .leaver))
  }
}
