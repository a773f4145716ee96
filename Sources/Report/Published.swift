import Count
import Drawing
import Facts

/// A value as it stands in a published table, so never one that is hidden there.
enum Published: Equatable {
  case number(DecimalNumber)
  /// A sum some of whose parts are hidden: what is seen of it.
  case atLeast(DecimalNumber)
  case word(String)
  case secret
  case notAvailable

  init(_ cell: Cell) {
    switch cell {
    case .secret: self = .secret
    case .notAvailable: self = .notAvailable
    default: self = DecimalNumber(cell.text).map(Published.number) ?? .word(cell.text)
    }
  }

  /// What a picture can draw: numbers that are wholly known.
  var exact: DecimalNumber? { if case .number(let number) = self { number } else { nil } }

  var value: Double? { exact?.value }

  var isKnown: Bool { self != .secret && self != .notAvailable }

  var isPartlySecret: Bool { if case .atLeast = self { true } else { false } }

  /// What is seen of a number, for the order of rows and the length of bars.
  var seen: Double {
    switch self {
    case .number(let number), .atLeast(let number): number.value
    case .word, .secret, .notAvailable: 0
    }
  }

  static func + (one: Published, other: Published) -> Published {
    switch (one, other) {
    case (.number(let left), .number(let right)): .number(left + right)
    case (.notAvailable, let known), (let known, .notAvailable): known
    case (.secret, .secret): .secret
    default: .atLeast(one.part + other.part)
    }
  }

  private var part: DecimalNumber {
    switch self {
    case .number(let number), .atLeast(let number): number
    case .word, .secret, .notAvailable: DecimalNumber(units: 0)
    }
  }
}

/// How a value is written.
enum Form {
  /// As many decimals as the table has.
  case plain
  case whole
  /// A share, 0...1, as per cent.
  case share
  case euro, days
}

extension Language {
  func text(_ published: Published, as form: Form = .plain) -> String {
    switch published {
    case .number(let number): text(number, as: form)
    case .atLeast(let number): "≥\u{202F}" + text(number, as: form)
    case .word(let word): word
    case .secret: "s"
    case .notAvailable: "nd"
    }
  }

  func text(_ number: DecimalNumber, as form: Form) -> String {
    switch form {
    case .plain: numbers.text(number)
    case .whole: numbers.text(number.rounded(to: 0))
    case .share: numbers.percent(number)
    case .euro: numbers.euro(number)
    case .days: numbers.text(number, unit: self("jours", "days"))
    }
  }

  /// The foot of an axis: whole numbers above 1, decimals below; shares as whole per cent.
  func tick(_ form: Form) -> @Sendable (Double) -> String {
    { number in
      if form == .share {
        return numbers.percent(DecimalNumber(units: Int((number * 100).rounded()), decimals: 2), decimals: 0)
      }
      let tenths = DecimalNumber(units: Int((number * 10).rounded()), decimals: 1)
      return numbers.text(number == number.rounded() ? tenths.rounded(to: 0) : tenths)
    }
  }
}
