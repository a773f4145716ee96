import Drawing

extension Edition {
  /// Where the figures come from: with the same of all this, anybody gets the same bytes.
  var provenance: Section {
    Section(
      id: "provenance", title: say("La provenance", "Provenance"),
      parts: [
        element(
          "p", [:],
          .text(
            say(
              "Chaîne « \(facts.pipeline) », Hiring Outcomes \(facts.provenance.version), chiffres au \(say.date(facts.asOf)). Les mêmes fichiers, les mêmes règles et la même date redonnent ce rapport à l’octet près.",
              "Pipeline “\(facts.pipeline)”, Hiring Outcomes \(facts.provenance.version), figures as of \(say.date(facts.asOf)). The same files, rules and date give this report again, byte for byte."
            ))),
        folded(say("Fichiers lus", "Files read"), inputs), folded(say("Définition", "Definition"), definition),
        folded(say("Règles et limites", "Rules and limits"), parameters),
      ])
  }

  private func folded(_ title: String, _ table: DataTable) -> Markup {
    .several([
      element("h3", [:], .text(title)),
      element(
        "details", [:],
        element("summary", [:], .text(say("Voir les \(table.rows.count) lignes", "Show the \(table.rows.count) rows"))),
        table.markup),
    ])
  }

  private var inputs: DataTable {
    DataTable(
      caption: say("Fichiers lus, avec leur empreinte", "Files read, with their digest"),
      columns: [say("Fichier", "File"), "Source", say("Format", "Layout"), say("Livré", "Delivered"), "SHA-256"],
      rows: facts.provenance.inputs.map { [$0.name, $0.source, $0.layout, $0.delivered ?? "", $0.sha256] },
      wordColumns: 5)
  }

  private var definition: DataTable {
    DataTable(
      caption: say("Définition et formats, avec leur empreinte", "Definition and layouts, with their digest"),
      columns: [say("Fichier", "File"), "SHA-256"], rows: facts.provenance.definition.map { [$0.name, $0.sha256] },
      wordColumns: 2)
  }

  private var parameters: DataTable {
    DataTable(
      caption: say("Règles et limites de la définition", "Rules and limits of the definition"),
      columns: [say("Nom", "Name"), say("Valeur", "Value")],
      rows: facts.provenance.parameters.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }, wordColumns: 2)
  }
}
