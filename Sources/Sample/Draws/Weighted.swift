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
