public import Count
public import LabourMarket

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
    case difficultProjects = "difficult_projects"
    case difficultShare = "difficult_share"
    case openOffers = "open_offers"
    case offerDaysGained = "offer_days_gained"
    case certifyingOrQualifyingShare = "certifying_or_qualifying_share"
    case confirmedOfMonth = "confirmed_1m"
    case fulfilled
    case mainIntendedSector1 = "main_intended_sector_1"
    case mainIntendedSector2 = "main_intended_sector_2"
    case mainIntendedSector3 = "main_intended_sector_3"
    case mainIntendedSector4 = "main_intended_sector_4"
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

    /// The measure of all answers of a year that a figure is.
    public var answerRate: Measure? {
      switch self {
      case .confirmedIntentions: AnswerFact.confirmedRate
      case .confirmedOfMonth: AnswerFact.confirmedOfMonthRate
      case .fulfilled: AnswerFact.fulfilledRate
      default: nil
      }
    }

    /// The types of training whose entries a figure sets over all of them.
    public var trainingTypes: [TrainingType]? {
      switch self {
      case .certifyingShare: [.certifiante]
      case .certifyingOrQualifyingShare: [.certifiante, .qualifiante]
      default: nil
      }
    }

    /// As the table says it: a unit of measures, or what a word names.
    var unit: String {
      switch self {
      case .projects, .difficultProjects: MeasureUnit.projects.rawValue
      case .openOffers: MeasureUnit.offers.rawValue
      case .trainingEntries: MeasureUnit.entries.rawValue
      case .trainingAmount: MeasureUnit.euro.rawValue
      case .offerDaysRegion, .offerDaysElsewhere, .offerDaysGained: MeasureUnit.days.rawValue
      case .mainSector1, .mainSector2, .mainSector3, .mainSector4, .mainIntendedSector1, .mainIntendedSector2,
        .mainIntendedSector3, .mainIntendedSector4:
        HireFact.sector.name
      case .difficultShare, .certifyingOrQualifyingShare, .confirmedOfMonth, .fulfilled, .confirmedIntentions,
        .certifyingShare, .accessAnyRate, .accessRate, .accessDurableRate, .employedRate, .trustRate:
        MeasureUnit.share.rawValue
      }
    }

    /// Those of the sectors with the most hires, the first first.
    public static let mainSectors: [Figure] = [.mainSector1, .mainSector2, .mainSector3, .mainSector4]

    /// The same by what employers intend.
    public static let mainIntendedSectors: [Figure] = [
      .mainIntendedSector1, .mainIntendedSector2, .mainIntendedSector3, .mainIntendedSector4,
    ]

    /// The rules of a definition behind it, by their names.
    public var restsOn: [String] {
      switch self {
      case .projects, .difficultProjects, .difficultShare: ["region"] + Fact.need.restsOn
      case .confirmedIntentions, .confirmedOfMonth, .fulfilled:
        Fact.answer.restsOn + (answerRate?.restsOn ?? []) + ["confidence_z"]
      case .trainingEntries, .trainingAmount: ["plan_year"]
      case .certifyingShare, .certifyingOrQualifyingShare:
        ["plan_year"] + PlanMonthFact.certifyingShare.restsOn + ["confidence_z"]
      case .openOffers, .offerDaysRegion, .offerDaysElsewhere, .offerDaysGained: ["region"] + Fact.offer.restsOn
      case .trustRate: ["confidence_z"]
      case .mainSector1, .mainSector2, .mainSector3, .mainSector4:
        ["plan_year"] + Fact.hire.restsOn + HireFact.sector.restsOn + HireFact.hiresOfMonth.restsOn
      case .mainIntendedSector1, .mainIntendedSector2, .mainIntendedSector3, .mainIntendedSector4:
        AnswerFact.sector.restsOn
      case .accessAnyRate, .accessRate, .accessDurableRate, .employedRate:
        Fact.leaver.restsOn + (leaverRate?.restsOn ?? []) + ["confidence_z"]
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
      "share (de 0 à 1), days, euro, entries, projects, offers ou sector",
      "share (0...1), days, euro, entries, projects, offers or sector"))

  public static let period = Measure(
    "period", Wording("Période", "Period"), .text, nil,
    rule: Wording(
      "une année, la date des chiffres ou, de ceux en emploi, le jour où les embauches sont observées",
      "a year, the as-of date or, of those in a job, the day until which hires are observed"))

  public static let low = Measure(
    "low", Wording("Borne basse", "Lower end"), .text, nil,
    rule: Wording(
      "d’une part, celle de l’intervalle de Wilson (pour l’effectif de Kish si elle est pondérée) ; des projets, chaque secret compté pour sa borne basse ; vide sinon",
      "of a share, that of the Wilson interval (by Kish's number where it is weighted); of projects, each secret counted for its lower bound; else empty"
    ))

  public static let high = Measure(
    "high", Wording("Borne haute", "Upper end"), .text, nil,
    rule: Wording("de même, la borne haute", "likewise, the upper end"))

  public static let count = Measure(
    "count", Wording("Numérateur", "Numerator"), .text, nil,
    rule: Wording(
      "d’une part, ceux qui y sont comptés, sans pondération ; vide sinon",
      "of a share, those that it counts, unweighted; else empty"))

  public static let of = Measure(
    "of", Wording("Dénominateur", "Denominator"), .text, nil,
    rule: Wording(
      "d’une part, tous ceux sur qui elle porte, sans pondération ; vide sinon",
      "of a share, all those that it is about, unweighted; else empty"))

  public static let published = Measure(
    "published", Wording("Valeur publiée", "Published value"), .text, nil,
    rule: Wording("la valeur que cite la définition", "the value that the definition quotes"))

  static let measures = [value, unit, period, low, high, count, of, published]

  /// Sectors, the greatest first, of two that are as great the first by name; none without anything, no interim and no
  /// unknown one.
  public static func ranked(_ amounts: [String: Quantity]) -> [String] {
    let left = [Sector.interim.rawValue, Sector.unknown.rawValue]
    return amounts.filter { $0.value > .zero && !left.contains($0.key) }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

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
  /// Stated for the data package, apart from what the protector works on: each row is a thing of its own. What stands beside
  /// a rate is hidden with it.
  static let packaged = Packaged(.protected) { rules in
    let rows = { (meaning: (Figure) -> Meaning) in
      Meaning().having {
        $0.rows = Meaning.Rows(
          by: figure.name,
          values: Dictionary(uniqueKeysWithValues: Figure.allCases.map { ($0.rawValue, meaning($0)) }))
      }
    }
    let follows = rows { $0.followed(rules).map { Meaning.follows($0) } ?? .open }
    return [
      value: rows { figure in figure.meaning(rules).having { $0.unit = figure.unit } },
      unit: .open,
      period: .open,
      low: follows,
      high: follows,
      count: rows { $0.beside(\.part, rules) },
      of: rows { $0.beside(\.whole, rules) },
      published: .open,
    ]
  }
}

extension KeyFigureFact.Figure {
  fileprivate func meaning(_ rules: Rules) -> Meaning {
    if let rate = rate(rules) { return .rate(rate.part, of: rate.whole, weighted: rate.isWeighted ? true : nil) }
    switch self {
    case .trainingEntries: return .count(entries(rules))
    case .trainingAmount: return .follows(entries(rules))
    default: return followed(rules).map { Meaning.follows($0) } ?? .open
    }
  }

  /// Of a figure that is a rate, or follows from counts as one does.
  fileprivate func followed(_ rules: Rules) -> [Meaning.CountName]? {
    if let rate = rate(rules) { return [rate.part, rate.whole] }
    // All but those that prepare for a hire.
    return self == .certifyingOrQualifyingShare ? [entries(rules, .prealable), entries(rules)] : nil
  }

  /// The count that stands beside a rate, in a column of its own.
  fileprivate func beside(_ end: KeyPath<Rate, Meaning.CountName>, _ rules: Rules) -> Meaning {
    guard let rate = rate(rules) else { return followed(rules).map { Meaning.follows($0) } ?? .open }
    return Meaning.count(rate[keyPath: end]).having {
      $0.follows = [rate.part, rate.whole]
      $0.unit = rate.unit.rawValue
    }
  }

  fileprivate struct Rate {
    let part: Meaning.CountName
    let whole: Meaning.CountName
    let unit: MeasureUnit
    var isWeighted = false
  }

  private func rate(_ rules: Rules) -> Rate? {
    let leavers = { (column: CountColumn) in Meaning.CountName(column, of: .leaver) }
    let survey = { (column: CountColumn) in
      Meaning.CountName(column, of: .answer, where: [AnswerFact.year: .column(KeyFigureFact.period.name)])
    }
    switch self {
    case .confirmedIntentions, .confirmedOfMonth, .fulfilled:
      let part =
        self == .fulfilled
        ? AnswerFact.Column.fulfilled
        : self == .confirmedOfMonth ? AnswerFact.Column.confirmedOfMonth : AnswerFact.Column.confirmed
      return Rate(part: survey(part), whole: survey(AnswerFact.Column.recruiters), unit: .answers, isWeighted: true)
    case .certifyingShare: return Rate(part: entries(rules, .certifiante), whole: entries(rules), unit: .entries)
    case .accessAnyRate, .accessRate, .accessDurableRate, .employedRate:
      let part =
        self == .accessAnyRate
        ? LeaverFact.Column.accessAny
        : self == .accessRate
          ? LeaverFact.Column.access
          : self == .employedRate ? LeaverFact.Column.employed : LeaverFact.Column.accessDurable
      return Rate(part: leavers(part), whole: leavers(LeaverFact.Column.mature), unit: .persons)
    case .trustRate:
      return Rate(
        part: Meaning.CountName(KeyFigureFact.Column.trusting),
        whole: Meaning.CountName(KeyFigureFact.Column.trustAnswers), unit: .answers, isWeighted: true)
    default: return nil
    }
  }

  /// Those of the plan year, of one type or of all.
  private func entries(_ rules: Rules, _ type: TrainingType? = nil) -> Meaning.CountName {
    var values: [Dimension: Meaning.CountName.Value] = [EntryFact.year: .text(String(rules.planYear))]
    if let type { values[EntryFact.trainingType] = .text(type.rawValue) }
    return Meaning.CountName(EntryFact.Column.entries, of: .entry, where: values)
  }
}
