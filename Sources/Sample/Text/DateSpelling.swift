/// The three ways in which one date arrives (DOMAIN section 2.2).
enum DateSpelling {
  case bare, midnight, midnightAndTenths

  static func draw(_ random: inout RandomSource) -> DateSpelling {
    switch random.below(10) {
    case 0...5: .bare
    case 6, 7: .midnight
    default: .midnightAndTenths
    }
  }
}

extension TextBuffer {
  mutating func append(_ day: CalendarDay, _ spelling: DateSpelling) {
    append(day)
    switch spelling {
    case .bare: break
    case .midnight: append(" 00:00:00")
    case .midnightAndTenths: append(" 00:00:00.0")
    }
  }
}
