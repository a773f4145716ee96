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
    let others = { (measures: [Measure]) in
      TableView([view.table], .keyFigure, by: [KeyFigureFact.figure], measures)?.rows ?? []
    }
    let desk = KeyFigureDesk(
      edition: self, rows: view.rows, quotes: others([KeyFigureFact.published]),
      ends: others([KeyFigureFact.low, KeyFigureFact.high]),
      counts: others([KeyFigureFact.count, KeyFigureFact.of]), view: view)
    return Section(id: "key-figures", title: title, parts: [element("ul", ["class": "keys"], desk.items)])
  }
}

/// Writes the key figures down.
struct KeyFigureDesk {
  let edition: Edition
  let rows: [TableView.Row]
  /// Where the table has such columns.
  let quotes, ends, counts: [TableView.Row]
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
      sure(figure), quoted(figure),
      edition.origin(
        period: figure.period ?? period(row), population: figure.population, unit: "", tables: [view]))
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
    return Day(iso: text).map { day in say("au \(say.date(day))", "as of \(say.date(day))") } ?? text
  }

  /// The day that a figure is of; that of the report where its period is none.
  func day(_ figure: KeyFigureFact.Figure) -> Day {
    let row = rows.first { $0.label(KeyFigureFact.figure) == figure.rawValue }
    return row.flatMap { Day(iso: say.text($0[KeyFigureFact.period])) } ?? edition.facts.asOf
  }

  /// How many a share counts, of how many, and how sure that is.
  private func sure(_ figure: KeyFigure) -> Markup {
    guard figure.form == .share, let name = figure.figures.first?.rawValue else { return .nothing }
    let row = { (rows: [TableView.Row]) in rows.first { $0.label(KeyFigureFact.figure) == name } }
    var words: [String] = []
    if let counts = row(counts), counts[KeyFigureFact.count].exact != nil, counts[KeyFigureFact.of].exact != nil {
      let (part, whole) = (
        say.text(counts[KeyFigureFact.count], as: .whole), say.text(counts[KeyFigureFact.of], as: .whole)
      )
      let note = figure.isWeighted ? say(", avant pondération", ", before weighting") : ""
      words.append(say("\(part) sur \(whole)\(note).", "\(part) of \(whole)\(note)."))
    }
    if let ends = row(ends), ends[KeyFigureFact.low].exact != nil, ends[KeyFigureFact.high].exact != nil {
      let interval = edition.interval(ends[KeyFigureFact.low], ends[KeyFigureFact.high], as: .share)
      words.append(
        figure.hasSecrets
          ? say("Selon ce que cachent les secrets : \(interval).", "By what the secrets may hide: \(interval).")
          : say(
            "Intervalle de confiance à \(edition.confidence) : \(interval).",
            "\(edition.confidence) confidence interval: \(interval)."))
    }
    return words.isEmpty ? .nothing : element("p", [:], .text(words.joined(separator: " ")))
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
  /// Whether its counts are no more than its shares would say.
  var isWeighted = false
  /// Whether its ends are those that secrets leave open, and no interval of chance.
  var hasSecrets = false
  /// Whether the sentence needs all values.
  var needsAll = true
  let sentence: ([Published]) -> String
}
