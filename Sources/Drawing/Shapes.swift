/// The shapes that pictures are made of. Colours come from the classes of `pictureStyle`, so that they follow the scheme
/// of the screen; lengths are pixels of a picture that is 360 wide.
enum Shape {
  static let width = 360.0
  static let textSize = 12.0

  /// A coordinate with at most one decimal: the same text on every machine.
  static func at(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let rest = tenths.magnitude % 10
    return "\(sign)\(tenths.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
  }

  static func text(_ text: String, _ x: Double, _ y: Double, class name: String = "t", anchor: String = "start")
    -> Markup
  {
    element("text", ["x": at(x), "y": at(y), "class": name, "text-anchor": anchor], .text(text))
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String) -> Markup {
    element("line", ["x1": at(x1), "y1": at(y1), "x2": at(x2), "y2": at(y2), "class": name])
  }

  static func bar(_ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String) -> Markup {
    element("rect", ["x": at(x), "y": at(y), "width": at(max(0, width)), "height": at(max(0, height)), "class": name])
  }

  /// The mark of a series: a disc for the first, a hollow diamond for the second.
  static func mark(_ x: Double, _ y: Double, _ series: Series, size: Double = 5) -> Markup {
    guard series == .second else {
      return element("circle", ["cx": at(x), "cy": at(y), "r": at(size), "class": "m1"])
    }
    let corners = [(x, y - size - 1), (x + size + 1, y), (x, y + size + 1), (x - size - 1, y)]
    let points = corners.map { "\(at($0.0)),\(at($0.1))" }.joined(separator: " ")
    return element("polygon", ["points": points, "class": "m2"])
  }

  static func path(_ points: [(x: Double, y: Double)], class name: String) -> Markup {
    element(
      "polyline", ["points": points.map { "\(at($0.x)),\(at($0.y))" }.joined(separator: " "), "class": name])
  }

  /// The whole picture. A reader of the screen hears `title`: the figures stand in the table beside it.
  static func picture(height: Double, title: String, _ shapes: [Markup]) -> Markup {
    element(
      "svg",
      ["viewBox": "0 0 \(at(width)) \(at(height))", "role": "img", "aria-label": title, "focusable": "false"], shapes)
  }

  /// What fits into so many pixels, with an ellipsis where something is cut.
  static func fitted(_ text: String, into pixels: Double) -> String {
    guard length(of: text) > pixels else { return text }
    var kept = text
    while !kept.isEmpty, length(of: kept + "…") > pixels { kept.removeLast() }
    return kept.trimmingEnd() + "…"
  }

  /// A little more than what common fonts need.
  static func length(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { length, scalar in
      switch scalar {
      case "i", "j", "l", "t", "f", "r", " ", ".", ",", "'", "’", "|", ":", ";", "\u{202F}", "\u{A0}": length + 4
      case "m", "w", "M", "W", "%", "…": length + 11
      case "A"..."Z", "À"..."Ý": length + 8.8
      default: length + 7
      }
    }
  }
}

/// Which of two series a mark belongs to; they differ in shape as well as in colour.
public enum Series: Sendable, Equatable {
  case first, second
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
