/// How long things last of which some have not ended yet, by Kaplan and Meier (DOMAIN section 5).
struct Survival {
  /// The least number of days by which half or more have ended; `nil` where more than half last longer.
  let median: Int32?

  /// - Parameter values: twice the days, one more for what had not ended by then: in order, what ends on a day comes before
  ///   what is seen no longer than that.
  init(_ values: [Int32]) {
    let sorted = values.sorted()
    // What survives is a product of whole numbers over another, and both are kept whole: of a half nothing is rounded.
    var twice = Product(2)
    var all = Product(1)
    var start = 0
    while start < sorted.count {
      let end = sorted[start...].firstIndex { $0 != sorted[start] } ?? sorted.endIndex
      if sorted[start] % 2 == 0 {
        twice.multiply(by: UInt64(sorted.count - end))
        all.multiply(by: UInt64(sorted.count - start))
        if twice <= all {
          median = sorted[start] / 2
          return
        }
      }
      start = end
    }
    median = nil
  }
}

/// A whole number of any size that is made by multiplying. Cost: a word for each of its 64 bits.
private struct Product {
  /// The lowest first, the highest never 0; none is 0.
  private var words: [UInt64]

  init(_ number: UInt64) { words = [number] }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in words.indices {
      let (high, low) = words[index].multipliedFullWidth(by: factor)
      let (sum, isOver) = low.addingReportingOverflow(carry)
      words[index] = sum
      carry = high + (isOver ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
    while words.last == 0 { words.removeLast() }
  }

  static func <= (left: Product, right: Product) -> Bool {
    if left.words.count != right.words.count { return left.words.count < right.words.count }
    return !right.words.reversed().lexicographicallyPrecedes(left.words.reversed())
  }
}
