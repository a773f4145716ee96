import Drawing

/// A table of the page: every picture has one beside it.
struct DataTable {
  let caption: String
  let columns: [String]
  /// The first field of a row is its heading.
  let rows: [[String]]
  /// How many columns at the start hold words; the others hold numbers and stand at the right.
  var wordColumns = 1

  /// It scrolls within itself where the screen is narrow, with the keyboard too.
  var markup: Markup {
    let head = columns.enumerated().map { index, name in
      element("th", index < wordColumns ? ["scope": "col"] : ["scope": "col", "class": "n"], .text(name))
    }
    let body = rows.map { row in element("tr", [:], row.enumerated().map(cell)) }
    return element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": caption],
      element(
        "table", [:], element("caption", [:], .text(caption)), element("thead", [:], element("tr", [:], head)),
        element("tbody", [:], body)))
  }

  private func cell(_ index: Int, _ text: String) -> Markup {
    if index == 0 { return element("th", ["scope": "row"], .text(text)) }
    return element("td", index < wordColumns ? [:] : ["class": "n"], .text(text))
  }
}
