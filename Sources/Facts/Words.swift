import Count
import LabourMarket

extension Rules {
  /// `CDI, ou CDD/CTT de 30 jours ou plus`
  func lasting(_ days: Int) -> Wording {
    Wording("CDI, ou CDD/CTT de \(days) jours ou plus", "CDI, or CDD/CTT of \(days) days or more")
  }

  var lastingMonth: Wording { lasting(monthDays) }
  /// The NAF codes of temporary-work agencies.
  var interimActivities: String { interimNAF.joined(separator: ", ") }

  var durable: Wording { lasting(durableDays) }
}

extension Wording {
  /// A formula over column names reads alike in both languages.
  init(both text: String) { self.init(text, text) }
}
