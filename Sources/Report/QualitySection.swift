import Count
import Deliveries
import Drawing
import Facts
import LabourMarket

extension Edition {
  /// What became of the rows, what could not be matched, what is hidden, and what the sources do not see.
  var quality: Section {
    Section(
      id: "quality", title: say("La qualité des données", "Data quality"),
      parts: [observation, accounting, reasons, matching, unknowns, hidden, blindSpots])
  }

  private var counts: RowCounts { RowCounts(say: say, isPublic: facts.isPublic) }

  private func part(_ title: String, _ sentence: String, _ rest: Markup...) -> Markup {
    .several([element("h3", [:], .text(title)), element("p", [:], .text(sentence))] + rest)
  }

  /// Until when, and on which days, hires, trainings and offers could have been seen.
  private var observation: Markup {
    let title = say("Ce qui a été observé", "What was observed")
    guard let observed = facts.observed else { return part(title, "nd") }
    let until = { (day: Day?) in day.map(say.date) ?? "nd" }
    let spans = { (ranges: [ClosedRange<Day>]) in
      ranges.map {
        say(
          "du \(say.date($0.lowerBound)) au \(say.date($0.upperBound))",
          "\(say.date($0.lowerBound)) to \(say.date($0.upperBound))")
      }
      .joined(separator: ", ")
    }
    let covered =
      observed.isStated
      ? say(
        "Les livraisons par personne couvrent les embauches \(spans(observed.covered)).",
        "Person-level deliveries cover hires from \(spans(observed.covered)).")
      : say(
        "Aucune livraison par personne ne dit quels jours elle couvre : tous sont supposés l’être.",
        "No person-level delivery says which days it covers: all are taken to be covered.")
    let holes =
      observed.holes.isEmpty
      ? ""
      : say(
        " Rien ne couvre les jours \(spans(observed.holes)) : les sorties dont le suivi les traverse n’ont pas de taux.",
        " Nothing covers \(spans(observed.holes)): exits whose months cross them have no rates.")
    return part(
      title, covered + holes,
      DataTable(
        caption: title, columns: ["Source", say("Observé jusqu’au", "Observed until")],
        rows: [
          [say("embauches", "hires"), until(observed.hires)],
          [say("formations", "trainings"), until(observed.trainings)],
          [say("offres", "offers"), until(observed.offers)],
        ], wordColumns: 2
      ).markup)
  }

  private var accounting: Markup {
    let accounts = facts.quality.accounts
    let title = say("Chaque ligne lue a un sort", "Every row read has one fate")
    let coarse = say(
      " Les nombres sont arrondis à deux chiffres : exacts, ils aideraient à retrouver des nombres secrets.",
      " The numbers are rounded to two digits: exact, they would help to find secret numbers out.")
    return part(
      title,
      say(
        "Lues = acceptées + rejetées + écartées + remplacées, pour chaque fichier et en tout.",
        "Read = accepted + rejected + filtered + superseded, for each file and in all.")
        + (facts.isPublic ? coarse : ""),
      DataTable(
        caption: say("Lignes par source", "Rows by source"),
        columns: [
          "Source", say("Lues", "Read"), say("Acceptées", "Accepted"), say("Rejetées", "Rejected"),
          say("Écartées", "Filtered"),
          say("Remplacées", "Superseded"),
        ],
        rows: accounts.map { account in
          let shares = [account.accepted, account.rejected.total, account.filtered.total, account.superseded]
          return [source(account), counts.count(account.read)]
            + shares.map { facts.isPublic ? counts.share($0, of: account.read) : counts.count($0) }
        }
      ).markup)
  }

  private var reasons: Markup {
    let rows = facts.quality.accounts.flatMap { account in
      let kinds = [
        (say("rejetée", "rejected"), account.rejected), (say("écartée", "filtered"), account.filtered),
        (say("réparée, et comptée", "mended, and counted"), account.repaired),
      ]
      return kinds.flatMap { kind, found in
        found.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
          [source(account), kind, reason(name, of: account)]
            + (facts.isPublic ? [] : [counts.count(count)]) + [counts.share(count, of: account.read)]
        }
      }
    }
    let title = say("Rejets par motif", "Rejects by reason")
    guard !rows.isEmpty else {
      return part(
        title, say("Aucune ligne n’a été rejetée, écartée ni réparée.", "No row was rejected, filtered or mended."))
    }
    return part(
      title, say("La part est celle des lignes lues de la source.", "The share is of the rows read of the source."),
      DataTable(
        caption: say("Lignes par source et motif", "Rows by source and reason"),
        columns: ["Source", say("Sort", "Fate"), say("Motif", "Reason")]
          + (facts.isPublic ? [] : [say("Lignes", "Rows")]) + [say("Part", "Share")],
        rows: rows, wordColumns: 3
      ).markup)
  }

  private var matching: Markup {
    let hires = facts.quality.hires
    return part(
      say("Appariement et retards", "Matching and lateness"),
      say(
        "Un stagiaire n’est suivi que par les embauches d’une personne connue ; une déclaration est en retard quand elle a été faite après le jour de l’embauche.",
        "A trainee is only followed through hires of a known person; a declaration is late when it was made after the day of the hire."
      ),
      DataTable(
        caption: say("Embauches retenues", "Hires that stand"),
        columns: [say("Embauches", "Hires"), say("Nombre", "Number"), say("Part", "Share")],
        rows: [
          [
            say("retenues une fois les versions départagées", "that stand once versions are settled"),
            counts.count(hires.all), counts.share(hires.all, of: hires.all),
          ],
          [
            say("d’une personne connue", "of a known person"), counts.count(hires.withPerson),
            counts.share(hires.withPerson, of: hires.all),
          ],
          [
            say("dont la déclaration est datée", "whose declaration is dated"), counts.count(hires.withCreation),
            counts.share(hires.withCreation, of: hires.all),
          ],
          [
            say("… déclarées après l’embauche", "… declared after the hire"), counts.count(hires.late),
            counts.share(hires.late, of: hires.withCreation),
          ],
        ]
      ).markup)
  }

  /// For each fact and dimension of the published tables, the share that stands under `?`.
  private var unknowns: Markup {
    let found = UnknownShares(facts.tables).found.map { unknown in
      [unknown.table, unknown.dimension.name, unknown.measure.name, say.text(unknown.share, as: .share)]
    }
    let title = say("Ce qui n’a pas pu être placé", "What could not be placed")
    guard !found.isEmpty else {
      return part(
        title,
        say("Toutes les valeurs des tables publiées sont connues.", "All values of the published tables are known."))
    }
    return part(
      title,
      say(
        "Part qui figure sous « ? » (inconnu) dans les tables publiées : personne absente du registre, commune sans bassin, activité ou métier absents.",
        "Share that stands under “?” (unknown) in the published tables: a person absent from the register, a commune without bassin, activity or métier missing."
      ),
      DataTable(
        caption: title,
        columns: ["Table", "Dimension", say("Mesure", "Measure"), say("Part inconnue", "Unknown share")], rows: found,
        wordColumns: 3
      ).markup)
  }

  private func source(_ account: Quality.Account) -> String { say(account.title.french, account.title.english) }

  private func reason(_ name: String, of account: Quality.Account) -> String {
    account.filterTitles[name].map { say($0.french, $0.english) } ?? name
  }
}

extension [String: Int] {
  fileprivate var total: Int { values.reduce(0, +) }
}
