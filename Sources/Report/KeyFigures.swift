import Count
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// The figures that the director is asked for, as sentences.
  var keyFigures: Section {
    let title = say("Les chiffres clés", "Key figures")
    guard
      let view = view(
        .keyFigure, by: [KeyFigureFact.figure], [KeyFigureFact.value, KeyFigureFact.unit, KeyFigureFact.period])
    else {
      return Section(
        id: "key-figures", title: title,
        parts: [
          absent(
            title, .keyFigure, by: [KeyFigureFact.figure],
            [KeyFigureFact.value, KeyFigureFact.unit, KeyFigureFact.period])
        ])
    }
    let hasQuotes = view.table.definition.measures.contains(KeyFigureFact.published)
    let quotes =
      hasQuotes
      ? TableView([view.table], .keyFigure, by: [KeyFigureFact.figure], [KeyFigureFact.published])?.rows ?? [] : []
    let desk = KeyFigureDesk(edition: self, rows: view.rows, quotes: quotes, view: view)
    return Section(id: "key-figures", title: title, parts: [element("ul", ["class": "keys"], desk.items)])
  }
}

/// Writes the key figures down.
struct KeyFigureDesk {
  let edition: Edition
  let rows: [TableView.Row]
  let quotes: [TableView.Row]
  let view: TableView
  var say: Language { edition.say }

  /// Those that can be told first.
  var items: [Markup] {
    let found = all.compactMap { figure -> (figure: KeyFigure, row: TableView.Row, values: [Published])? in
      let lines = figure.figures.map { part in rows.first { $0.label(KeyFigureFact.figure) == part.rawValue } }
      guard let first = lines[0] else { return nil }
      return (figure, first, lines.map { $0?[KeyFigureFact.value] ?? .notAvailable })
    }
    let told = found.filter { isTold($0.figure, $0.values) }
    let others = found.filter { !isTold($0.figure, $0.values) }
    return (told + others).map { item($0.figure, $0.row, $0.values) }
  }

  private func isTold(_ figure: KeyFigure, _ values: [Published]) -> Bool {
    let known = values.filter(\.isKnown)
    return figure.needsAll ? known.count == values.count : !known.isEmpty
  }

  private func item(_ figure: KeyFigure, _ row: TableView.Row, _ values: [Published]) -> Markup {
    let sentence =
      isTold(figure, values) ? figure.sentence(values) : "\(figure.name)\(say(" : ", ": "))\(missing(values))"
    return element(
      "li", [:], element("p", ["class": "key"], .text(sentence)),
      figure.interval.map { element("p", [:], .text($0)) } ?? .nothing, quoted(figure),
      edition.origin(
        period: figure.period ?? period(row), population: figure.population, unit: "", tables: [view] + figure.others))
  }

  private func missing(_ values: [Published]) -> String {
    values.contains(.secret)
      ? say(
        "chiffre secret (s) ; le montrer dirait un nombre trop petit, ou en ferait retrouver un.",
        "secret (s): to show it would tell a count that is too small, or help to find one out.")
      : say("non disponible (nd), rien à compter.", "not available (nd): nothing to count.")
  }

  private func period(_ row: TableView.Row) -> String {
    let text = say.text(row[KeyFigureFact.period])
    if case .number(let year) = row[KeyFigureFact.period] { return String(year.units) }
    return text == edition.facts.asOf.description
      ? say("au \(say.date(edition.facts.asOf))", "as of \(say.date(edition.facts.asOf))") : text
  }

  /// What the definition quotes as published, beside what was found.
  private func quoted(_ figure: KeyFigure) -> Markup {
    let words = figure.figures.compactMap { part -> String? in
      guard
        let quote = quotes.first(where: { $0.label(KeyFigureFact.figure) == part.rawValue })?[
          KeyFigureFact.published], quote != .word("")
      else {
        return nil
      }
      if case .word(let word) = quote { return edition.labels.label(HireFact.sector, word) }
      return say.text(quote, as: figure.form)
    }
    guard !words.isEmpty else { return .nothing }
    return element(
      "p", ["class": "note"],
      .text(say("Déjà publié : ", "Published before: ") + words.joined(separator: say(" ; ", "; "))))
  }
}

/// One or several values that make a sentence.
struct KeyFigure {
  let name: String
  let figures: [KeyFigureFact.Figure]
  let form: Form
  let population: String
  var period: String?
  var interval: String?
  /// Whether the sentence needs all values.
  var needsAll = true
  var others: [TableView] = []
  let sentence: ([Published]) -> String
}
