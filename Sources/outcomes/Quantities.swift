import ArgumentParser
import Foundation
import LabourMarket

/// A day, or the days from one to another: `2017-03-31`, `2017-03-01..2017-03-31`.
struct DayRange: ExpressibleByArgument {
  let days: [Day]

  init?(argument: String) {
    let ends = argument.components(separatedBy: "..").map { Day(iso: $0) }
    guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
      return nil
    }
    days = (first.number...last.number).map { Day(number: $0) }
  }
}

/// A span of time with its unit: `30s`, `10m`, `2h`, `90d`.
struct Seconds: ExpressibleByArgument {
  let seconds: Int

  init?(argument: String) {
    guard let value = number(argument, units: ["s": 1, "m": 60, "h": 3600, "d": 86_400]) else { return nil }
    seconds = value
  }
}

/// An amount of memory with its unit: `512M`, `4G`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    guard let value = number(argument, units: ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]) else {
      return nil
    }
    bytes = value
  }
}

private func number(_ text: String, units: [Character: Int]) -> Int? {
  guard let last = text.last, let unit = units[last], text.count > 1,
    text.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(text.dropLast())
  else { return nil }
  let (value, isTooMuch) = count.multipliedReportingOverflow(by: unit)
  return isTooMuch ? nil : value
}
