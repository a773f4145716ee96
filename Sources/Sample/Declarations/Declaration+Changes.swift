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
