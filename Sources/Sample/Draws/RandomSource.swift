/// SplitMix64: small, fast, and the same on every machine.
///
/// Every file, person and establishment has a source of its own, made from the seed and a name. So nothing depends on
/// the order or the thread in which files are written, and a redelivery can tell the same story again.
struct RandomSource {
  private var state: UInt64

  /// - Parameter purpose: tells apart the draws that are made for the same number.
  init(_ seed: UInt64, _ purpose: Purpose, _ number: Int = 0) {
    let stream = purpose.rawValue &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: number)
    state = Self.mixed(seed ^ Self.mixed(stream))
  }

  enum Purpose: UInt64 {
    case establishment = 1
    case person, sessions, entries, outcomes, trainingFile, costFile
    case month, monthStyle, redelivery, lateDeclarations, extract, delta, declarers, declarersStyle
    case answers, answerHires, surveyFile, openData, offers, trust, register
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 up to `limit`, which is left out.
  mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// 0 up to 1, which is left out.
  mutating func share() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  mutating func chance(_ probability: Double) -> Bool { share() < probability }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}
