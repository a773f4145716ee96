import Count
import LabourMarket

/// How long contracts last, in words: a bound that the domain specifies has its name, any other is told in days.
struct Lengths {
  let say: Language
  let rules: Rules

  private static let specified = Rules()

  /// `un mois`, as from `one_month`; in French with the preposition that a noun before it needs.
  var month: String {
    rules.monthDays == Self.specified.monthDays
      ? say("d’un mois", "a month") : say("de \(rules.monthDays) jours", "\(rules.monthDays) days")
  }

  /// `d’un mois ou plus`, of a hire or a job.
  var monthOrMore: String { say("\(month) ou plus", "of \(month) or more") }

  /// `6 mois`, as from `durable`.
  var durable: String {
    rules.durableDays == Self.specified.durableDays
      ? say("6 mois", "6 months") : say("\(rules.durableDays) jours", "\(rules.durableDays) days")
  }

  func contractClass(_ contractClass: ContractClass) -> String {
    switch contractClass {
    case .interim: say("Intérim", "Temporary agency work")
    case .cdi: say("CDI", "Open-ended (CDI)")
    case .long:
      hasSpecifiedClasses
        ? say("CDD de 6 mois et plus", "Fixed-term, 6 months or more")
        : say("CDD de plus de \(rules.mediumClassDays) jours", "Fixed-term, more than \(rules.mediumClassDays) days")
    case .medium:
      hasSpecifiedClasses
        ? say("CDD de 1 à 6 mois", "Fixed-term, 1 to 6 months")
        : say(
          "CDD de \(rules.shortClassDays + 1) à \(rules.mediumClassDays) jours",
          "Fixed-term, \(rules.shortClassDays + 1) to \(rules.mediumClassDays) days")
    case .short:
      hasSpecifiedClasses
        ? say("CDD d’un mois au plus", "Fixed-term, a month at most")
        : say("CDD de \(rules.shortClassDays) jours au plus", "Fixed-term, \(rules.shortClassDays) days at most")
    case .unknown: say("CDD de durée inconnue", "Fixed-term, unknown length")
    }
  }

  private var hasSpecifiedClasses: Bool {
    (rules.shortClassDays, rules.mediumClassDays) == (Self.specified.shortClassDays, Self.specified.mediumClassDays)
  }

  /// Whether access is counted as the official indicator counts it.
  var areOfficial: Bool {
    (rules.accessMonths, rules.monthDays) == (Self.specified.accessMonths, Self.specified.monthDays)
  }
}

extension String {
  /// As it stands at the head of a column or a sentence.
  var atStart: String { prefix(1).uppercased() + dropFirst() }
}
