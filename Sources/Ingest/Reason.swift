/// Why a row is rejected, as the reject files and the manifest name it; the first that applies counts (DOMAIN section 3).
///
/// What only one source is rejected for stands in the folder of that source.
public struct Reason: Named {
  public let name: String
  /// What the reader of a reject file is asked to do.
  public let remedy: String

  public init(_ name: String, remedy: String) {
    self.name = name
    self.remedy = remedy
  }
}

extension Reason {
  static let fieldCount = Reason(
    "field-count", remedy: "check the separator inside the fields and ask the sender for the row again")
  /// A byte of value 0 in the line.
  static let nul = Reason("nul-byte", remedy: "ask the sender for the row again, as text")
  /// A quoted field without its end.
  public static let openQuote = Reason("open-quote", remedy: "ask the sender for the row again, with its closing quote")
  /// A message that is not well-formed, or cut short.
  static let xml = Reason(
    "xml", remedy: "ask the sender for the message again: it is not well-formed from there on")

  /// What `RowReader.siret` and `RowReader.year` cannot read.
  public static let siret = Reason(
    "siret", remedy: "ask the sender for the right SIRET: 14 digits that pass the Luhn check")
  /// The same in an export that has been through a spreadsheet.
  static let siretOfSpreadsheet = Reason(
    siret.name,
    remedy: "a spreadsheet has changed the number: ask for the file as it was exported, or with the column as text")
  public static let year = Reason("year", remedy: "give the year of the survey as four digits")
}

/// Why a row that is right does not count.
public struct Filter: Named {
  public let name: String
  /// In reports.
  public let title: (french: String, english: String)

  public init(_ name: String, title: (french: String, english: String)) {
    self.name = name
    self.title = title
  }

  /// It starts after the as-of date: not true yet.
  public static let afterAsOf = Filter(
    "after as-of", title: ("postérieure à la date d’observation (after as-of)", "after the as-of date (after as-of)"))
}

/// What was mended in rows that count all the same.
public struct Repair: Named {
  public let name: String

  public init(_ name: String) { self.name = name }

  /// Digits that were lost at its head.
  public static let siret = Repair("siret")
  /// A decimal that was added to the identifier of a person or to a NIR, blanks inside a NIR.
  public static let identifier = Repair("identifier")
  /// A dot in an activity code.
  public static let naf = Repair("naf")
}
