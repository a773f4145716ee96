import Definition

/// Every key of a definition.
func definitionPage() -> String {
  var page = Markdown(
    "The pipeline definition",
    "A YAML file that says what is read, by which rules, into which tables: `Pipelines/nightly.yaml` is one. A key that does not "
      + "stand here is refused with its line and the nearest right one. `outcomes check FILE` reads a definition and writes "
      + "nothing. Anchors, aliases and several documents are not read; a text is taken as it is written, so `01` stays `01`."
  )
  page.add(Definition.sections)
  return page.text
}

extension Markdown {
  mutating func add(_ sections: [Section]) {
    for section in sections {
      heading(section.place)
      paragraph(section.text)
      table(
        ["Key", "Value", "Unit", "Default", "Meaning"],
        section.keys.map { key in
          ["`\(key.name)`", key.value, key.unit, key.standard ?? "(needed)", key.meaning]
        })
      code(section.example, "yaml")
    }
  }
}
