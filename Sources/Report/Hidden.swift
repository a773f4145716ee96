import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// What is hidden, counted in the tables themselves, and by which rules. Which rule hid which number is not told: that
  /// alone could place a number between 1 and 4.
  var hidden: Markup {
    let title = say("Ce qui est caché, et pourquoi", "What is hidden, and why")
    let rows = facts.tables.map { table in
      let cells = table.rows.reduce(0) { $0 + $1.cells.count }
      let secret = table.rows.reduce(0) { sum, row in sum + row.cells.count { $0 == .secret } }
      return (name: table.definition.name, cells: cells, secret: secret)
    }
    let secret = rows.reduce(0) { $0 + $1.secret }
    let exact = RowCounts(say: say, isPublic: false)
    let sentence =
      secret == 0
      ? say(
        "Rien n’est caché : toutes les cases des tables publiées sont montrées.",
        "Nothing is hidden: every cell of the published tables is shown.")
      : say("Une case cachée porte « s ». Ces règles les cachent :", "A hidden cell shows “s”. These rules hide them:")
    let table = DataTable(
      caption: say("Cases cachées par table", "Hidden cells by table"),
      columns: ["Table", say("Cases", "Cells"), say("Cachées", "Hidden"), say("Part", "Share")],
      rows: rows.map { row in
        [row.name, exact.count(row.cells), exact.count(row.secret), exact.share(row.secret, of: row.cells)]
      })
    return .several([
      element("h3", [:], .text(title)), element("p", [:], .text(sentence)),
      secret == 0 ? .nothing : element("ul", [:], protectionRules.map { element("li", [:], .text($0)) }), withheld,
      table.markup,
    ])
  }

  private var withheld: Markup {
    guard !facts.withheld.isEmpty else { return .nothing }
    let names = facts.withheld.map(\.name).joined(separator: ", ")
    return element(
      "p", [:],
      .text(say("Tables réservées au public interne : \(names).", "Tables for the internal audience only: \(names).")))
  }

  /// The rules of DOMAIN section 6, with the thresholds of the definition.
  private var protectionRules: [String] {
    let rules = rules.disclosure
    return [
      say("un nombre de 1 à \(rules.persons) personnes ;", "a count of 1 to \(rules.persons) persons;"),
      say(
        "une case de \(rules.establishments) établissements ou moins ;",
        "a cell of \(rules.establishments) establishments or fewer;"),
      say(
        "une case où un seul établissement fait plus de \(rules.dominance)\u{202F}% des embauches ;",
        "a cell where one establishment makes more than \(rules.dominance)% of the hires;"),
      say(
        "un taux qui montre, ou laisse deviner, de 1 à \(rules.persons) personnes ; un chiffre clé de moins de \(rules.keyFigureLeavers) sortants ;",
        "a rate that shows, or leaves, 1 to \(rules.persons) persons; a key figure of fewer than \(rules.keyFigureLeavers) leavers;"
      ),
      say(
        "d’autres nombres, pour que les premiers ne se retrouvent pas par différence, entre tables ou d’une publication à l’autre.",
        "other numbers, so that the first cannot be found by difference, between tables or from one publication to the next."
      ),
    ]
  }
}
