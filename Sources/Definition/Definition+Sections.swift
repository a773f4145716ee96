import Count
import Deliveries
import Export
import Facts
import Ingest
import LabourMarket

extension Definition {
  /// All that a definition may hold, in the order of its keys.
  public static let sections = [
    Section("the definition", "The keys of the file itself.", keys),
    Section(
      "inputs",
      "One entry a source: " + Source.all.map { "`\($0.name)`" }.joined(separator: ", ")
        + ". A file is recognised by its header, never by its name.", Input.keys,
      example: """
        inputs:
          dpae:
            files: ["dpae/*.csv", "dpae/*.xml"]
            layouts: [xdp-dpae, lbb-dpae-24, lbb-dpae-27, fr-due]
        """),
    Section(
      "rules", "A rule that is left out keeps its default. A number is written with its unit: `access: 6 months`.",
      Rules.keys),
    Section("limits", "A limit that is left out keeps its default. A run that passes one fails.", Limits.keys),
    Section("report", "", ReportOptions.keys),
    Section("publish", "", Publishing.keys),
    Section(
      "publish, postgresql",
      "Each table stands there under its name with `_` for `-`, stays itself from run to run, and only gains columns, so that "
        + "views and grants stay. A number that is hidden or not available is NULL; the column `signs` says which.",
      DatabaseOptions.keys,
      example: """
        publish:
          postgresql: {service: figures, history: [training-access, key-figures]}
        """),
    Section(
      "tables",
      "One entry a table; its name becomes that of the file. Facts, dimensions and measures: "
        + "[measures.md](measures.md).", TableDefinition.keys,
      example: """
        tables:
          access-in-marseille:
            fact: leaver
            dimensions: [dispositif, age_band]
            margins: all
            measures: [leavers, access_rate]
            where: {departement: "13"}
        """),
    Section(
      "checks", "One entry a check. What it may look at, and its thresholds: [checks.md](checks.md).", CheckRule.keys),
    Section("monitoring", "", Monitoring.keys),
  ]
}
