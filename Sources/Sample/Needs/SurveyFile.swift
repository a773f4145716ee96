/// The survey file: one answer a row, three columns a métier (DOMAIN section 2.5).
enum SurveyFile {
  static func write(_ survey: Survey, _ world: World, in directory: SampleDirectory) throws -> WrittenFile {
    let year = Survey.year % 100
    var header = "SIRET;REG;DEPT;CDCMET;BE\(year);taille;NAF732;ponder\(year);source;"
    header += Metier.all.map { "\($0.fap);X\($0.fap);S\($0.fap)" }.joined(separator: ";")
    var file = try RowFile("bmo/BMO_survey_\(Survey.year).csv.gz", in: directory, header: header)
    var random = RandomSource(world.options.seed, .surveyFile)
    for answer in survey.answers {
      try file.add(answer, siret: answer.establishment.siret.number)
      if random.chance(0.004) {
        file.note("repeated")
        try file.add(answer, siret: answer.establishment.siret.number)
      }
      if random.chance(0.004) {
        file.note("siretFails")
        try file.add(answer, siret: answer.establishment.siret.broken)
      }
    }
    return try file.finish()
  }
}

extension RowFile {
  fileprivate mutating func add(_ answer: SurveyAnswer, siret: Int) throws {
    let place = answer.establishment.place
    text.append(siret, width: 14)
    text.append(";93;")
    text.append(String(place.departement))
    text.append(";")
    text.append(place.code)
    text.append(";")
    text.append(Bassin.all[place.bassin].code)
    text.append(";")
    text.append(answer.sizeClass)
    text.append(";")
    text.append(answer.establishment.naf)
    text.append(";")
    text.append(answer.weight, places: 6, mark: ",")
    text.append(";1")
    var lines = answer.lines[...]
    for metier in Metier.all.indices {
      guard let line = lines.first, line.metier == metier else {
        text.append(";;;")
        continue
      }
      lines = lines.dropFirst()
      text.append(";")
      text.append(line.projects)
      text.append(line.isDifficult ? ";1;" : ";2;")
      if line.seasonal > 0 { text.append(line.seasonal) }
    }
    try endRow()
  }
}
