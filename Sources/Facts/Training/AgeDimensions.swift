public import Count
import Deliveries
import Ingest
import LabourMarket

/// The age of a trainee at the training's end, in completed years, by the register; unknown where the training has no end.
public enum AgeDimensions {
  public static let band = Dimension(
    "age_band", Wording("Tranche d’âge", "Age band"),
    kernel: kernel { band(of: $0, $1) }, coarsens: [pieces { band(of: $0, $1) }], restsOn: bandRules,
    values: { .closed(bands($0)) },
    rule: {
      Wording(
        "âge révolu à la fin de la formation",
        "completed years at the training's end: \(bands($0).joined(separator: ", "))")
    })

  public static let officialBand = Dimension(
    "official_age_band", Wording("Tranche d’âge officielle", "Official age band"),
    kernel: kernel { age, _ in officialBand(of: age) }, coarsens: [pieces { age, _ in officialBand(of: age) }],
    values: .closed(officialBands),
    rule: Wording(
      "âge révolu à la fin de la formation, par les tranches des publications officielles",
      "completed years at the training's end, by the bands of official publications: \(officialBands.joined(separator: ", "))"
    ))

  public static let group = Dimension(
    "age_group", Wording("Âge quinquennal", "Five-year age group"),
    kernel: kernel { age, _ in group(of: age) },
    // Five years may lie across the end of a band.
    coarsens: [
      Coarsening(to: band, .label { label, rules in ages(of: label) { band(of: $0, rules) } }),
      Coarsening(to: officialBand, .label { label, _ in ages(of: label) { officialBand(of: $0) } }),
    ],
    rule: Wording(
      "âge révolu à la fin de la formation, par cinq ans : 20-24",
      "completed years at the training's end, by five: 20-24"))

  /// In the order of the catalogue.
  static let all = [band, officialBand, group]

  /// The pieces that all bands are made of, each named by its first age: what two groupings of one age both say. No table
  /// shows it.
  public static let piece = Dimension(
    "age piece", Wording("Classe d’âge élémentaire", "Elementary age class"), restsOn: bandRules,
    rule: Wording("le premier âge de la classe", "the first age of the class"))
}

extension AgeDimensions {
  private static let bandRules = ["middle_age_from", "middle_age_to"]

  /// The first ages of the official bands but the first.
  private static let officialCuts = [26, 50]
  private static let officialBands = ["<26", "26-49", ">=50"]

  private static func officialBand(of age: Int) -> String {
    officialBands[officialCuts.count { $0 <= age }]
  }

  private static func band(of age: Int, _ rules: Rules) -> String {
    bands(rules)[age < rules.middleAgeFrom ? 0 : age > rules.middleAgeTo ? 2 : 1]
  }

  /// The youngest first.
  private static func bands(_ rules: Rules) -> [String] {
    let (from, to) = (rules.middleAgeFrom, rules.middleAgeTo)
    return ["<\(from)", "\(from)-\(to)", ">\(to)"]
  }

  /// By five years: 20-24.
  private static func group(of age: Int) -> String {
    let from = age / 5 * 5
    return "\(Day.padded(from, 2))-\(Day.padded(from + 4, 2))"
  }

  private static func kernel(_ label: @escaping @Sendable (Int, Rules) -> String) -> TrainingKernel {
    TrainingKernel(
      value: { row, context in age(of: row, in: context).map { UInt64($0) } ?? .max },
      label: { row, context in age(of: row, in: context).map { label($0, context.rules) } ?? "" })
  }

  private static func age(of row: TrainingRow, in context: TrainingContext) -> Int? {
    guard let end = row.record.end else { return nil }
    return context.registered(row.record.person)?.birth?.age(on: end)
  }

  /// The bands in which the ages of a five-year group lie.
  private static func ages(of group: String, in band: (Int) -> String) -> Set<String>? {
    guard group != Dimension.unknown else { return [Dimension.unknown] }
    guard let from = group.split(separator: "-").first.flatMap({ Int($0) }) else { return nil }
    return Set((from..<from + 5).map(band))
  }

  /// The pieces of a band: those whose first age lies in it.
  private static func pieces(_ band: @escaping @Sendable (Int, Rules) -> String) -> Coarsening {
    Coarsening(
      to: piece,
      .label { label, rules in
        guard label != Dimension.unknown else { return [Dimension.unknown] }
        let cuts = Set([0, rules.middleAgeFrom, rules.middleAgeTo + 1] + officialCuts)
        let inside = cuts.filter { band($0, rules) == label }.map { String($0) }
        return inside.isEmpty ? nil : Set(inside)
      })
  }
}
