/// What the help of the command does not say.
enum ManualSections {
  struct ManualSection {
    let title: String
    let items: [(String, String)]
  }

  static let all = [
    ManualSection(
      title: "ENVIRONMENT",
      items: [
        (
          "NO_COLOR",
          "Where it holds anything, no word of the log is coloured. Nor is one where TERM is dumb, or where standard "
            + "error is no terminal."
        ),
        ("SUDO_USER", "Who approves a run, unless --by says so."),
      ]),
    ManualSection(
      title: "FILES",
      items: [
        (
          "Pipelines/nightly.yaml",
          "A definition: what is read, by which rules, into which tables. Those of an installed "
            + "command lie in share/outcomes/Pipelines below its prefix."
        ),
        ("Pipelines/layouts/*.yaml", "The layouts: what a file looks like. They stand beside the definition."),
        (
          "OUTPUT/current",
          "Leads to the run that was published last: tables/, report.html, rejects/, manifest.json, "
            + "definition/."
        ),
        ("OUTPUT/runs/", "The runs that were published. Keep those of public runs: the next one reads what they hid."),
        ("OUTPUT/held/", "Runs that a check holds back."),
        ("OUTPUT/history/", "One record a run, whatever became of it."),
        ("/etc/outcomes/outcomes.env", "Paths and options of the nightly service."),
      ]),
  ]

  static let seeAlso =
    "The reference of definitions, layouts, measures and checks, and how unattended nights are looked after, lie in "
    + "share/doc/outcomes below the prefix of the command: reference/definition.md, reference/layouts.md, "
    + "reference/measures.md, reference/checks.md, unattended.md."
}
