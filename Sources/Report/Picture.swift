import Count
import Drawing
import Facts

/// A picture with its sentence, its period and population, its table, and the published table that it was drawn from.
struct Picture {
  let title: String
  /// What is to be seen, in one or two sentences; the picture's text for those who do not see it.
  let sentence: String
  let period: String
  let population: String
  let unit: String
  /// How to read the marks, where it needs saying.
  var reading = ""
  let view: TableView
  let table: DataTable
  let drawing: (String) -> Markup
  /// Whether there is anything to draw; else only the table stands.
  let isDrawn: Bool
}

extension Edition {
  func figure(_ picture: Picture) -> Markup {
    let drawing = picture.isDrawn ? picture.drawing(picture.title + say(" : ", ": ") + picture.sentence) : nothingToDraw
    return element(
      "figure", [:],
      element(
        "figcaption", [:], element("h3", [:], .text(picture.title)), element("p", [:], .text(picture.sentence))),
      drawing,
      picture.reading.isEmpty || !picture.isDrawn ? .nothing : element("p", ["class": "note"], .text(picture.reading)),
      origin(
        period: picture.period, population: picture.population, unit: picture.unit, tables: [picture.view]),
      element(
        "details", [:],
        element("summary", [:], .text(say("Les chiffres de cette image", "The figures of this picture"))),
        picture.table.markup))
  }

  private var nothingToDraw: Markup {
    element(
      "p", ["class": "note"],
      .text(
        say(
          "Rien à dessiner : aucun chiffre n’est à la fois connu et publiable.",
          "Nothing to draw: no figure is both known and fit to be published.")))
  }

  /// Period, population, unit and source: they stand with every figure.
  func origin(period: String, population: String, unit: String, tables: [TableView]) -> Markup {
    var facts = [(say("Période", "Period"), period), (say("Population", "Population"), population)]
    if !unit.isEmpty { facts.append((say("Unité", "Unit"), unit)) }
    for filter in tables.flatMap(\.table.definition.filters) {
      facts.append((say("Filtre de la table", "Filter of the table"), "\(filter.dimension) = \(filter.value)"))
    }
    var names: [String] = []
    for table in tables where !names.contains(table.name) { names.append(table.name) }
    facts.append((say("Source", "Source"), names.map { "tables/\($0).csv" }.joined(separator: ", ")))
    return element(
      "dl", ["class": "origin"],
      facts.map { name, text in element("div", [:], element("dt", [:], .text(name)), element("dd", [:], .text(text))) })
  }

  /// What stands where the tables do not give a picture.
  func absent(
    _ title: String, _ fact: Fact, by dimensions: [Dimension], _ measures: [Measure], besides: [Dimension] = []
  )
    -> Markup
  {
    let isWithheld = facts.withheld.contains {
      TableView.fits($0, fact, dimensions, measures, besides: Set(besides))
    }
    let columns = (dimensions.map(\.name) + measures.map(\.name)).joined(separator: ", ")
    let why =
      isWithheld
      ? say(
        "La table dont vient cette image est réservée au public interne.",
        "The table of this picture is for the internal audience only.")
      : say(
        "La définition ne publie pas de table du fait « \(fact.name) » avec les colonnes \(columns).",
        "The definition publishes no table of the fact “\(fact.name)” with the columns \(columns).")
    return element("figure", ["class": "absent"], element("h3", [:], .text(title)), element("p", [:], .text(why)))
  }
}
