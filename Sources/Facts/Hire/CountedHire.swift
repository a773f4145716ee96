import LabourMarket
import Normalise

/// What the tables need of a hire, in twelve bytes, for the second pass in which hires lie by establishment.
struct CountedHire: BitwiseCopyable {
  /// The SIRET's low 32 bits; then its high 15, the month (12), the contract class (3), a month or more, durable.
  private let low: UInt32
  private let high: UInt32
  let workplace: UInt32

  init(siret: UInt64, traits: HireTraits, workplace: UInt32) {
    low = UInt32(truncatingIfNeeded: siret)
    high = UInt32(truncatingIfNeeded: siret >> 32) << 17 | traits.bits
    self.workplace = workplace
  }

  var siret: UInt64 { UInt64(high >> 17) << 32 | UInt64(low) }
  var traits: HireTraits { HireTraits(bits: high & 0x1FFFF) }
}

/// The month and the kind of contract of a hire, in seventeen bits.
struct HireTraits: BitwiseCopyable {
  let bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  init(month: UInt32, contractClass: UInt32, lastsMonth: Bool, isDurable: Bool) {
    bits = month << 5 | contractClass << 2 | (lastsMonth ? 2 : 0) | (isDurable ? 1 : 0)
  }

  /// Months since January 1950.
  var month: UInt32 { bits >> 5 }
  /// Index in `ContractClass.allCases`.
  var contractClass: UInt32 { bits >> 2 & 7 }
  var lastsMonth: Bool { bits & 2 != 0 }
  var isDurable: Bool { bits & 1 != 0 }
}

extension HireTraits {
  static let firstMonth = HiringDeclaration.knownDays.lowerBound.monthIndex
  static let interimClass = UInt32(ContractClass.allCases.firstIndex(of: .interim)!)

  /// What the rules say of a hire at a workplace.
  init(_ hire: HiringDeclaration, month: UInt32, isInterim: Bool, rules: Rules) {
    let contract = hire.contract
    let duration = rules.duration(from: hire.hired, to: hire.end)
    let contractClass = rules.contractClass(contract, duration: duration, isInterim: isInterim)
    self.init(
      month: month, contractClass: UInt32(ContractClass.allCases.firstIndex(of: contractClass)!),
      lastsMonth: rules.lasts(contract, duration: duration, atLeast: rules.monthDays),
      isDurable: rules.lasts(contract, duration: duration, atLeast: rules.durableDays))
  }
}
