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
    case increments, published
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

/// A list to draw from, where each value has its weight.
struct Weighted<Value: Sendable>: Sendable {
  let values: [Value]
  private let cumulated: [Int]

  var total: Int { cumulated.last ?? 0 }

  /// - Parameter weight: not negative, and positive for one value at least.
  init(_ values: [Value], weight: (Value) -> Int) {
    self.values = values
    var sum = 0
    cumulated = values.map {
      sum += weight($0)
      return sum
    }
  }

  func draw(_ random: inout RandomSource) -> Value {
    let ticket = random.below(total)
    var low = 0
    var high = cumulated.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] > ticket { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }
}

/// Systematic sampling: of the candidates it is shown, it takes the share that their probabilities promise, to within
/// one. So a sample of 500 leavers has the rate it was tuned for, where independent draws would miss it by two points.
struct Quota {
  private var carried: Double

  init(_ random: inout RandomSource) {
    carried = random.share()
  }

  mutating func takes(_ probability: Double) -> Bool {
    carried += probability
    guard carried >= 1 else { return false }
    carried -= 1
    return true
  }
}

/// Systematic sampling of candidates of unequal weight: the weight taken stays near the promised share of the weight seen.
struct WeightedQuota {
  let share: Double
  private var seen = 0.0
  private var taken = 0.0

  init(share: Double) {
    self.share = share
  }

  mutating func takes(weight: Double, _ random: inout RandomSource) -> Bool {
    seen += weight
    // The threshold wavers, so that the choice does not follow the order of the weights.
    guard share * seen - taken > weight * (0.2 + 0.6 * random.share()) else { return false }
    taken += weight
    return true
  }

  /// Counts a candidate that cannot be taken, so that the others make up for it.
  mutating func passes(weight: Double) { seen += weight }
}
