import Drawing

extension Edition {
  /// What no figure of the report can see, because the sources do not.
  var blindSpots: Markup {
    .several([
      element("h3", [:], .text(say("Ce que la DPAE ne voit pas", "What the DPAE does not see"))),
      element(
        "p", [:],
        .text(
          say(
            "La déclaration préalable à l’embauche annonce une embauche de salarié en France ; elle peut être tardive ou répétée, et ne dit pas si l’embauche a eu lieu. N’y figurent pas :",
            "The declaration before hiring announces the hire of an employee in France; it may be late or repeated, and does not say whether the hire took place. Absent from it are:"
          ))),
      element("ul", [:], absentFromDeclarations.map { element("li", [:], .text($0)) }),
      element(
        "p", [:],
        .text(
          say(
            "L’enquête BMO ne couvre ni l’intérim, ni l’État, ni les particuliers employeurs.",
            "The BMO survey covers neither agency work, nor the State, nor household employers."))),
    ])
  }

  private var absentFromDeclarations: [String] {
    [
      say(
        "les salariés des particuliers employeurs (ménage, garde d’enfants…) ;",
        "employees of households (cleaning, child care…);"),
      say("les fonctionnaires titulaires ;", "civil servants with tenure;"),
      say("les indépendants et les créateurs d’entreprise ;", "the self-employed and those who set up a business;"),
      say("le travail de l’autre côté d’une frontière.", "work across a border."),
    ]
  }
}
