import Deliveries
import Join
import LabourMarket

extension FactFrame {
  /// The leavers, one row each.
  init(_ leavers: Leavers, _ outcomes: [Outcome], dimensions names: Set<String>, in context: TrainingContext) {
    rowCount = leavers.all.count
    let rules = context.rules
    for name in names { dimensions[name] = leaverColumn(name, leavers, in: context, each: 1) }
    let mature = zip(leavers.all, outcomes).map { leaver, outcome in leaver.isMature ? outcome : nil }
    let firsts = zip(leavers.all, mature).map { leaver, outcome -> Int32? in
      guard let first = outcome?.firstHire else { return nil }
      return first <= leaver.end.adding(months: rules.accessMonths).number ? first - leaver.end.number : nil
    }
    flags["mature"] = mature.map { $0 == nil ? 0 : 1 }
    flags["not_mature"] = mature.map { $0 == nil ? 1 : 0 }
    flags["access_any"] = firsts.map { $0 == nil ? 0 : 1 }
    flags["access"] = mature.map { $0?.access == true ? 1 : 0 }
    flags["access_durable"] = mature.map { $0?.durable == true ? 1 : 0 }
    flags["employed"] = mature.map { $0?.employed == true ? 1 : 0 }
    values["days_to_first_hire"] = firsts
  }

  /// The leavers in each month of the access curve, one row a leaver and month.
  init(
    curveOf leavers: Leavers, _ outcomes: [Outcome], dimensions names: Set<String>, in context: TrainingContext
  ) {
    let months = 1...context.rules.curveMonths
    rowCount = leavers.all.count * months.count
    var monthColumn = DimensionColumn()
    for month in months { monthColumn.append(UInt64(month)) { String(month) } }
    for name in names where name != "month_since_exit" {
      dimensions[name] = leaverColumn(name, leavers, in: context, each: months.count)
    }
    dimensions["month_since_exit"] = monthColumn
    flags["followed"] = leavers.all.flatMap { leaver in repeatElement(leaver.isFollowed ? 1 : 0, count: months.count) }
    flags["access_any"] = zip(leavers.all, outcomes).flatMap { leaver, outcome in
      months.map { month in
        guard leaver.isFollowed, let first = outcome.firstHire else { return 0 }
        return first <= leaver.end.adding(months: month).number ? 1 : 0
      }
    }
  }

  mutating func append(_ flag: Bool, to column: String) { flags[column, default: []].append(flag ? 1 : 0) }
}

private func leaverColumn(
  _ name: String, _ leavers: Leavers, in context: TrainingContext, each: Int
) -> DimensionColumn {
  var column = DimensionColumn(each: each)
  for leaver in leavers.all {
    let training = leavers.training(of: leaver)
    column.append(value(name, of: leaver, training, in: context)) { label(name, of: leaver, training, in: context) }
  }
  return column
}

private func value(_ dimension: String, of leaver: Leaver, _ training: TrainingRecord, in context: TrainingContext)
  -> UInt64
{
  switch dimension {
  case "age_band", "age_group": age(of: leaver, training, in: context).map { UInt64($0) } ?? .max
  case "exit_month", "exit_quarter": UInt64(UInt32(leaver.end.monthIndex))
  default: context.value(dimension, of: training)
  }
}

private func label(_ dimension: String, of leaver: Leaver, _ training: TrainingRecord, in context: TrainingContext)
  -> String
{
  switch dimension {
  case "age_band": return ageBand(age(of: leaver, training, in: context), context.rules)
  case "age_group": return ageGroup(age(of: leaver, training, in: context))
  case "exit_month": return Day.month(leaver.end.monthIndex)
  case "exit_quarter":
    let (year, month, _) = leaver.end.components
    return "\(year)-Q\((month + 2) / 3)"
  default: return context.label(dimension, of: training)
  }
}

/// Completed years at the training's end.
private func age(of leaver: Leaver, _ training: TrainingRecord, in context: TrainingContext) -> Int? {
  context.registered(training.person)?.birth?.age(on: leaver.end)
}

/// By five years: 20-24.
private func ageGroup(_ age: Int?) -> String {
  guard let age else { return "" }
  let from = age / 5 * 5
  return "\(Day.padded(from, 2))-\(Day.padded(from + 4, 2))"
}

private func ageBand(_ age: Int?, _ rules: Rules) -> String {
  guard let age else { return "" }
  let (from, to) = (rules.middleAgeFrom, rules.middleAgeTo)
  return age < from ? "<\(from)" : age > to ? ">\(to)" : "\(from)-\(to)"
}
