import Formats
import LabourMarket

/// What the values of a column look like: never the values themselves.
public struct ColumnProfile: Sendable {
  public let name: String
  public private(set) var filled = 0
  public private(set) var rows = 0
  private var longest = 0
  /// The kinds that all values so far could be, the most telling first.
  private var kinds = Kind.allCases

  enum Kind: String, CaseIterable, Sendable {
    case siret = "SIRET"
    case nir = "NIR"
    case naf = "NAF code"
    case date = "date yyyy-mm-dd"
    case dayFirst = "date dd/mm/yyyy"
    case integer = "integer"
    case decimal = "decimal"
    case decimalComma = "decimal, comma"

    func holds(_ value: UnsafeRawBufferPointer) -> Bool {
      switch self {
      case .siret: if value.count == 14, case .valid = SIRET.read(value) { true } else { false }
      case .nir: (value.count == 13 || value.count == 15) && NIR(value) != nil
      case .naf: value.count == 5 && value.prefix(4).allSatisfy(isDigit) && (0x41...0x5A).contains(value[4])
      case .date: Day(yearFirst: value) != nil
      case .dayFirst: Day(dayFirst: value) != nil
      case .integer: value.allSatisfy(isDigit)
      case .decimal: Kind.isNumber(value, mark: 0x2E)
      case .decimalComma: Kind.isNumber(value, mark: 0x2C)
      }
    }

    private static func isNumber(_ value: UnsafeRawBufferPointer, mark: UInt8) -> Bool {
      let digits = value.first == 0x2D ? value.dropFirst() : value[...]
      return digits.contains(where: isDigit) && digits.allSatisfy { isDigit($0) || $0 == mark }
        && digits.count { $0 == mark } <= 1
    }
  }

  init(name: String) { self.name = name }

  mutating func add(_ value: UnsafeRawBufferPointer) {
    rows += 1
    let value = ColumnProfile.form.value(value)
    guard value.count > 0 else { return }
    filled += 1
    longest = max(longest, value.count)
    if !kinds.isEmpty { kinds.removeAll { !$0.holds(value) } }
  }

  /// `integer of up to 5 digits`, `text of up to 40 bytes`, `empty`.
  public var kind: String {
    guard filled > 0 else { return "empty" }
    switch kinds.first {
    case nil: return "text of up to \(longest) bytes"
    case .integer: return "integer of up to \(longest) digits"
    case let kind?: return kind.rawValue
    }
  }

  var isDayFirst: Bool { filled > 0 && kinds.first == .dayFirst }
  var isYearFirst: Bool { filled > 0 && kinds.first == .date }

  private static let form = ValueForm(missing: ["NULL", "null"])
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
