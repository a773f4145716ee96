/// The reference tables, and the year's plan.
enum References {
  static func write(_ options: SampleOptions, in directory: SampleDirectory) throws -> [WrittenFile] {
    try [
      writeBassins(in: directory), writeMetiers(in: directory), writeActivities(in: directory),
      writePlan(options, in: directory),
    ]
  }

  private static func writeBassins(in directory: SampleDirectory) throws -> WrittenFile {
    let communes = Commune.all.filter(\.isInReference).sorted { $0.code < $1.code }
    let rows = communes.map { "\($0.code),\(Bassin.all[$0.bassin].code),\(Bassin.all[$0.bassin].name)" }
    return try write(["commune,bassin,libelle_bassin"] + rows, to: "reference/commune-bassin.csv", in: directory)
  }

  /// A code ROME that leads to several FAP is shared among them by their projects; its weights add up to 1.
  private static func writeMetiers(in directory: SampleDirectory) throws -> WrittenFile {
    var metiers: [String: [Metier]] = [:]
    for metier in Metier.all {
      for rome in metier.romes { metiers[rome, default: []].append(metier) }
    }
    let rows = metiers.sorted { $0.key < $1.key }.flatMap { rome, metiers in
      zip(metiers, weights(of: metiers)).map { "\($0.fap),\(rome),\($1)" }
    }
    return try write(["fap,rome,weight"] + rows, to: "reference/fap-rome.csv", in: directory)
  }

  /// Who works where: an activity is shared among the métiers of its sector by their projects. Nobody looks for the
  /// métiers of the State, so its activities have none.
  private static func writeActivities(in directory: SampleDirectory) throws -> WrittenFile {
    let rows = Activity.all.sorted { $0.naf < $1.naf }.flatMap { activity in
      let metiers = Metier.all.filter { $0.sector == activity.sector }
      return zip(metiers, weights(of: metiers)).map { "\(activity.naf),\($0.fap),\($1)" }
    }
    return try write(["naf,fap,weight"] + rows, to: "reference/naf-fap.csv", in: directory)
  }

  /// Shares of three decimals that add up to 1.
  private static func weights(of metiers: [Metier]) -> [String] {
    let total = metiers.map(\.weight).reduce(0, +)
    var weightSoFar = 0
    return metiers.map { metier in
      let before = 1000 * weightSoFar / total
      weightSoFar += metier.weight
      var text = TextBuffer()
      text.append(1000 * weightSoFar / total - before, places: 3, mark: ".")
      return text.string
    }
  }

  /// The target of each month: a little more than the entries, spread with less haste in autumn.
  private static func writePlan(_ options: SampleOptions, in directory: SampleDirectory) throws -> WrittenFile {
    let shares = [90, 90, 100, 90, 85, 85, 60, 40, 110, 100, 85, 65]
    let rows = shares.enumerated().map { index, share in
      "2016-\(index < 9 ? "0" : "")\(index + 1);\(options.trainingEntries * 102 * share / 100_000)"
    }
    return try write(["month;target"] + rows, to: "training/plan.csv", in: directory)
  }

  private static func write(_ lines: [String], to path: String, in directory: SampleDirectory) throws -> WrittenFile {
    var text = TextBuffer()
    for line in lines { text.append(line + "\n") }
    try directory.write(text, to: path)
    return WrittenFile(path: path, rows: lines.count - 1)
  }
}
