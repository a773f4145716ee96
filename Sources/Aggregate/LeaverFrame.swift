import Ingest
import Join
import LabourMarket

extension FactFrame {
  /// The leavers, one row each.
  init(_ leavers: Leavers, _ outcomes: [Outcome], dimensions names: Set<String>, in context: TrainingContext) {
    rowCount = leavers.all.count
    let rules = context.rules
    for name in names { dimensions[name] = leaverColumn(name, leavers, in: context, each: 1) }
    for (leaver, outcome) in zip(leavers.all, outcomes) {
      let isMature = leaver.isMature
      let last = leaver.end.adding(months: rules.accessMonths).number
      let first = outcome.firstHire.flatMap { isMature && $0 <= last ? $0 - leaver.end.number : nil }
      append(isMature, to: "mature")
      append(!isMature, to: "not_mature")
      append(first != nil, to: "access_any")
      append(isMature && outcome.access, to: "access")
      append(isMature && outcome.durable, to: "access_durable")
      append(isMature && outcome.employed, to: "employed")
      values["days_to_first_hire", default: []].append(first)
    }
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
    for (leaver, outcome) in zip(leavers.all, outcomes) {
      for month in months {
        let isHired = (outcome.firstHire ?? .max) <= leaver.end.adding(months: month).number
        append(leaver.isFollowed, to: "followed")
        append(leaver.isFollowed && isHired, to: "access_any")
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
    column.append(value(name, of: leaver, in: context)) { label(name, of: leaver, in: context) }
  }
  return column
}

private func value(_ dimension: String, of leaver: Leaver, in context: TrainingContext) -> UInt64 {
  switch dimension {
  case "age_band", "age_group": age(of: leaver, in: context).map { UInt64($0) } ?? .max
  case "exit_month", "exit_quarter": UInt64(UInt32(leaver.end.monthIndex))
  default: context.value(dimension, of: leaver.training)
  }
}

private func label(_ dimension: String, of leaver: Leaver, in context: TrainingContext) -> String {
  switch dimension {
  case "age_band": return ageBand(age(of: leaver, in: context), context.rules)
  case "age_group": return ageGroup(age(of: leaver, in: context))
  case "exit_month": return Day.month(leaver.end.monthIndex)
  case "exit_quarter":
    let (year, month, _) = leaver.end.components
    return "\(year)-Q\((month + 2) / 3)"
  default: return context.label(dimension, of: leaver.training)
  }
}

/// Completed years at the training's end.
private func age(of leaver: Leaver, in context: TrainingContext) -> Int? {
  context.registered(leaver.training.person)?.birth?.age(on: leaver.end)
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
