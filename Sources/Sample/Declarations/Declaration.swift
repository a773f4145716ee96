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

/// What makes a declaration wrong, and what a later version of it changes.
extension Declaration {
  /// Makes the declaration wrong in this way: the dates here, the rest when a layout writes it.
  mutating func spoil(by flaw: Flaw, _ random: inout RandomSource) {
    self.flaw = flaw
    switch flaw {
    case .endUnreadable, .endMissing:
      contract = .fixedTerm
      end = nil
    case .endBeforeHire:
      if contract == .openEnded { contract = .fixedTerm }
      end = hire + -random.within(1...40)
    case .tooLong:
      if contract == .openEnded { contract = .fixedTerm }
      end = hire + random.within(1500...2600)
    case .endOnOpenEnded:
      contract = .openEnded
      end = hire + random.within(20...400)
    case .nirKeyWrong, .nirImpossible:
      knownBy = .both
    case .fieldCount, .siretFails, .hireDateImpossible, .hireBefore2000, .contractUnknown, .nafMissing,
      .communeMissing, .placeMissing:
      break
    }
  }

  /// Makes a later version of the same hire: another end, or no end any more.
  mutating func correct(_ random: inout RandomSource) {
    remark = .corrected
    created = created + random.within(1...6)
    guard flaw == nil else { return }
    if contract == .fixedTerm, random.chance(0.2) {
      contract = .openEnded
      end = nil
    } else if let end {
      self.end = end + random.within(1...60)
    }
  }
}
