public import Count
import Drawing

/// `dictionary.html`: what every column of every table is called and means, from the same catalogue as the other forms.
///
/// One page that needs no other and no network, UTF-8; the same tables give the same bytes.
///
/// - Parameter notice: a line at its top; `nil` is none.
public func dictionaryPage(_ tables: [TableCard], _ language: Language, notice: String? = nil) -> [UInt8] {
  Array(("<!DOCTYPE html>\n" + DictionaryPage(tables: tables, say: language, notice: notice).markup.html + "\n").utf8)
}

private struct DictionaryPage {
  let tables: [TableCard]
  let say: Language
  let notice: String?

  var markup: Markup {
    page(
      title: say("Dictionnaire des données", "Data dictionary"), say,
      element(
        "header", [:],
        [element("h1", [:], .text(say("Dictionnaire des données", "Data dictionary")))] + noticeLine(notice) + [
          element("p", [:], .text(signs))
        ]),
      element(
        "nav", ["aria-label": say("Sommaire", "Contents")],
        element(
          "ul", [:],
          tables.map { element("li", [:], element("a", ["href": "#\($0.name)"], .text($0.title[say]))) })),
      element("main", ["id": "main", "tabindex": "-1"], tables.map { section($0).markup }))
  }

  private var signs: String {
    say(
      "Dans les tables, « total » est toutes les valeurs d’une dimension, « ? » une valeur inconnue, « nd » un taux de personne ou une médiane de rien, « s » un secret. Ni « s » ni « nd » n’est un zéro.",
      "In the tables “total” is all values of a dimension, “?” an unknown one, “nd” a rate of nobody or a median of nothing, “s” a secret. Neither “s” nor “nd” is a zero."
    )
  }

  private func section(_ card: TableCard) -> Section {
    let table = DataTable(
      caption: "tables/\(card.name).csv",
      columns: [
        say("Colonne", "Column"), say("Titre", "Title"), say("Règle", "Rule"), say("Unité", "Unit"),
        say("Valeurs", "Values"),
      ],
      rows: card.dictionary.map(\.field).map { field in
        [field.name, field.title[say], field.rule[say], field.unit?.title[say] ?? "", values(of: field)]
      }, wordColumns: 5)
    return Section(
      id: card.name, title: card.title[say],
      parts: [
        element(
          "p", [:],
          .text(say("Une ligne de la source est \(card.fact[say]).", "A row of the source is \(card.fact[say])."))),
        table.markup,
      ])
  }

  private func values(of field: Field) -> String {
    let others = field.isDimension ? (field.hasTotal ? ", total, ?" : ", ?") : ", nd, s"
    switch field.form {
    case .integer: return say("entier", "integer") + (field.isDimension ? "" : others)
    case .decimal(let count, let isTrimmed):
      let decimals =
        isTrimmed
        ? say("au plus \(count) décimales", "up to \(count) decimals")
        : say(count == 1 ? "1 décimale" : "\(count) décimales", count == 1 ? "1 decimal" : "\(count) decimals")
      return decimals + others
    case .text(.closed(let values)): return values.joined(separator: ", ") + others
    case .text: return say("texte", "text") + others
    }
  }
}
