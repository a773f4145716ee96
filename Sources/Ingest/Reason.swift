/// Why a row is rejected: a closed list; the raw value stands in the reject files and in the manifest.
///
/// For a declaration the first that applies counts, in the order of the first ten (DOMAIN section 3).
public enum Reason: String, Sendable, CaseIterable {
  case fieldCount = "field-count"
  /// A byte of value 0 in the line.
  case nul = "nul-byte"
  /// A quoted field without its end.
  case openQuote = "open-quote"
  /// A message that is not well-formed, or cut short.
  case xml
  case siret
  case hireDate = "hire-date"
  case hireBeforeFirst = "hire-before-2000"
  case contract
  case endDate = "end-date"
  case endBeforeHire = "end-before-hire"
  case session
  case start
  case end
  case endBeforeStart = "end-before-start"
  case amount
  case person
  case year
  case metier
  case bassin
  case projects
  case difficult
  case seasonal
  case commune
  case fap
  case rome
  case weight
  case offer
  case filed
  case filled
  case filledBeforeFiled = "filled-before-filed"
  case date
  case trust
  case month
  case target

  /// What the reader of a reject file is asked to do.
  public var remedy: String {
    switch self {
    case .nul: "ask the sender for the row again, as text"
    case .openQuote: "ask the sender for the row again, with its closing quote"
    case .fieldCount: "check the separator inside the fields and ask the sender for the row again"
    case .xml: "ask the sender for the message again: it is not well-formed from there on"
    case .siret: "ask the sender for the right SIRET: 14 digits that pass the Luhn check"
    case .hireDate: "ask the sender for the hire date as yyyy-mm-dd"
    case .hireBeforeFirst: "ask the sender for the right hire date, or move first_hire_date"
    case .contract: "known codes are 1 CDD, 2 CDI, 3 CTT: ask the sender which one is meant"
    case .endDate: "ask the sender for the end of the contract as yyyy-mm-dd, or nothing"
    case .endBeforeHire: "ask the sender which of the two dates is wrong"
    case .session: "ask the sender for the number of the training session"
    case .start: "ask the sender for the start of the training"
    case .end: "ask the sender for the end of the training, or nothing"
    case .endBeforeStart: "ask the sender which of the two dates is wrong"
    case .amount: "ask the sender for an amount in euro"
    case .person: "ask the sender for the national identifier"
    case .year: "give the year of the survey as four digits"
    case .metier, .bassin, .commune, .fap, .rome: "give the code"
    case .projects: "give a number of projects, or * where it is secret"
    case .difficult, .seasonal: "give a number of projects, * where it is secret, or nothing"
    case .weight, .target: "give a number"
    case .offer: "ask the sender for the number of the offer"
    case .filed: "ask the sender for the day on which the offer was filed, as yyyy-mm-dd"
    case .filled: "ask the sender for the day on which the offer was filled, or nothing"
    case .filledBeforeFiled: "ask the sender which of the two dates is wrong"
    case .date: "give the day of the answer as yyyy-mm-dd"
    case .trust: "known answers are oui, non and nothing"
    case .month: "give the month as yyyy-mm"
    }
  }
}

/// Why a row that is right does not count.
public enum Filter: String, Sendable, CaseIterable {
  /// Sent to try the line (DOMAIN section 2.3).
  case testMessage = "test message"
  /// It starts after the as-of date: not true yet.
  case afterAsOf = "after as-of"
  /// A hire of the extracts without persons that the person-level export also holds (DOMAIN section 4).
  case coveredByXDP = "covered by XDP"
}

/// What was mended in rows that count all the same.
public enum Repair: String, Sendable, CaseIterable {
  case siret, postcode, bassin
  case departement
  /// A contract longer than the longest duration: its duration is unknown.
  case duration
}
