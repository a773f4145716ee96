/// A piece of HTML or SVG: a text, an element, or several pieces in a row.
///
/// Only here is text escaped, so nothing that stands in a file can become an element of the page.
public indirect enum Markup: Sendable, Equatable {
  case text(String)
  case element(name: String, attributes: [Attribute], children: [Markup])
  case several([Markup])
  /// A style sheet, or another text that is ours and must not be escaped.
  case verbatim(String)

  public struct Attribute: Sendable, Equatable {
    let name: String
    let value: String
  }

  public static let nothing = Markup.several([])

  /// The bytes of the page, UTF-8, as text; the same value gives the same text.
  public var html: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .text(let content): Markup.escape(content, to: &text)
    case .verbatim(let content): text += content
    case .several(let parts): for part in parts { part.write(to: &text) }
    case .element(let name, let attributes, let children):
      text += "<\(name)"
      for attribute in attributes {
        text += " \(attribute.name)=\""
        Markup.escape(attribute.value, to: &text)
        text += "\""
      }
      text += ">"
      if Markup.voidElements.contains(name) { return }
      for child in children { child.write(to: &text) }
      text += "</\(name)>"
      if Markup.lineElements.contains(name) { text += "\n" }
    }
  }

  private static let voidElements: Set = ["meta", "br", "hr"]
  /// A line end after these keeps the file readable and changes nothing on the page.
  private static let lineElements: Set = [
    "head", "header", "nav", "main", "section", "figure", "table", "tr", "p", "h1", "h2", "h3", "li", "svg", "details",
  ]

  /// Control characters, and those that turn the direction of the text, are left out: they could hide what stands there.
  private static func escape(_ content: String, to text: inout String) {
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\n", "\t": text.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Markup: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self = .text(text) }
}

/// An element with its attributes in the order in which they are written.
public func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: Markup...) -> Markup
{
  element(name, attributes, children)
}

public func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup]) -> Markup {
  .element(
    name: name, attributes: attributes.map { Markup.Attribute(name: $0.key, value: $0.value) }, children: children)
}
