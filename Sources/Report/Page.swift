import Count
import Drawing
import LabourMarket

extension ReportFacts {
  /// `report.html`: one file that needs no other and no network, UTF-8. The same facts give the same bytes.
  public var html: [UInt8] { Array(("<!DOCTYPE html>\n" + Edition(self).page.html + "\n").utf8) }
}

extension Edition {
  var sections: [Section] {
    [keyFigures, access, entries, hires, needs, intentions, territories, offers, quality, provenance]
  }

  var page: Markup {
    let sections = sections
    return Report.page(
      title: "\(title) – \(say.date(facts.asOf))", say, header, contents(sections),
      element("main", ["id": "main", "tabindex": "-1"], sections.map(\.markup)), footer)
  }

  private var title: String { say("Formations, embauches et besoins", "Trainings, hires and needs") }

  private var region: String { Region.all.first { $0.code == rules.region }?.name ?? rules.region }

  private var header: Markup {
    let audience =
      facts.isPublic
      ? say("Édition publique : les petits nombres sont cachés.", "Public edition: small counts are hidden.")
      : say(
        "Édition interne : ne pas diffuser, rien n’y est caché.",
        "Internal edition: not to be handed out, nothing is hidden in it.")
    return element(
      "header", [:],
      [element("h1", [:], .text("\(title) – \(region)"))] + noticeLine(facts.notice) + [
        element(
          "p", [:],
          .text(
            say(
              "Chiffres au \(say.date(facts.asOf)). \(audience)", "Figures as of \(say.date(facts.asOf)). \(audience)"))
        )
      ])
  }

  private func contents(_ sections: [Section]) -> Markup {
    element(
      "nav", ["aria-label": say("Sommaire", "Contents")],
      element(
        "ul", [:],
        sections.map { section in
          element("li", [:], element("a", ["href": "#\(section.id)"], .text(section.title)))
        }))
  }

  private var footer: Markup {
    element(
      "footer", [:],
      [
        element(
          "p", [:],
          .text(
            say(
              "s : secret statistique ; nd : non disponible ; ≥ : au moins. Chaque image est dessinée à partir des tables publiées avec ce rapport.",
              "s: statistical secret; nd: not available; ≥: at least. Every picture is drawn from the tables published with this report."
            )))
      ] + noticeLine(facts.notice))
  }
}

/// What whoever opens a page must know before its figures: a paragraph, or nothing.
func noticeLine(_ notice: String?) -> [Markup] {
  notice.map { [element("p", ["class": "notice", "role": "note"], .text($0))] } ?? []
}

/// A page of ours: its head, the link that skips to `main`, then its parts.
func page(title: String, _ say: Language, _ parts: Markup...) -> Markup {
  element(
    "html", ["lang": say.rawValue],
    element(
      "head", [:], element("meta", ["charset": "utf-8"]),
      element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      element("meta", ["name": "color-scheme", "content": "light dark"]),
      // Nothing may be fetched, whatever stands in the page.
      element(
        "meta", ["http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"]),
      element("title", [:], .text(title)), element("style", [:], .verbatim(pageStyle + pictureStyle))),
    element(
      "body", [:],
      [element("a", ["class": "skip", "href": "#main"], .text(say("Aller au contenu", "Skip to content")))] + parts))
}
