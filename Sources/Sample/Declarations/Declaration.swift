/// One declaration of a hire, before a layout gives it its form.
struct Declaration: Sendable {
  var hire: CalendarDay
  /// `nil` on an open-ended contract, and where the employer left it out.
  var end: CalendarDay?
  var contract: Contract
  var created: CalendarDay
  var establishment: Int
  /// `nil` when nothing in the declaration tells who it is.
  var person: Int?
  var knownBy = KnownBy.both
  /// What is wrong with it, if anything.
  var flaw: Flaw?
  /// A hire that the truth counts on: no flaw, no correction may touch it.
  var isPlanned = false
  var remark: Remark?

  /// Which identifiers the declaration gives.
  enum KnownBy: Sendable {
    case both, nationalIdentifier, nir
  }

  /// Why it stands beside another declaration of the same hire.
  enum Remark: String, Sendable {
    case repeated, corrected, draft, late
  }

  /// Last day of a contract of so many days.
  static func end(of hire: CalendarDay, days: Int?) -> CalendarDay? {
    days.map { hire + ($0 - 1) }
  }
}
