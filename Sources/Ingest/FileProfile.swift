import LabourMarket

/// What the rows of one file look like, for the checks that set the deliveries of a layout beside each other.
public struct FileProfile: Sendable, Equatable {
  /// Rows that are not rejected and name no known person, or give an activity that has not the form of a NAF.
  public var unknownPersons = 0
  public var unknownActivities = 0
  /// Rows that are not rejected and have a date.
  public var dated = 0
  /// Of these, those dated after the delivery that tells of them.
  public var afterDelivery = 0
  /// The days from these dates to the delivery, added up.
  public var daysBefore = 0

  public init() {}

  mutating func add(_ date: Day, delivered: Day) {
    dated += 1
    daysBefore += Int(delivered.number - date.number)
    if date > delivered { afterDelivery += 1 }
  }
}
