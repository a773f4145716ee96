/// When a file was delivered, to the second where its name says so: DOMAIN section 4.
public struct DeliveryTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let day: Day
  /// Seconds since midnight; 0 where the name has no time.
  public let second: Int32

  public init(day: Day, second: Int32 = 0) {
    self.day = day
    self.second = second
  }

  public static func < (left: DeliveryTime, right: DeliveryTime) -> Bool {
    (left.day, left.second) < (right.day, right.second)
  }

  public var description: String {
    let time = [second / 3600, second / 60 % 60, second % 60].map { Day.padded(Int($0), 2) }
    return second == 0 ? day.description : "\(day) \(time.joined(separator: ":"))"
  }
}

/// What a file name says of its delivery.
public struct Delivery: Hashable, Sendable {
  public var delivered: DeliveryTime
  /// The hire dates that a full delivery covers, both ends included; `nil` for one that adds.
  public var range: ClosedRange<Day>?

  public init(delivered: DeliveryTime, range: ClosedRange<Day>? = nil) {
    self.delivered = delivered
    self.range = range
  }
}
