/// The answers of the survey: one establishment each, its projects, and whether it hired.
struct Survey: Sendable {
  /// Hiring projects of the whole region, whatever the scale: what the weights add up to.
  static let regionalProjects = 191_000
  static let year = 2016

  private(set) var answers: [SurveyAnswer] = []
  /// The non-interim hires of those that hired, and a few that confirm nothing.
  private(set) var hires: [Declaration] = []

  init(_ options: SampleOptions, _ establishments: Establishments, _ persons: Persons) {
    var random = RandomSource(options.seed, .answers)
    var drafts = (0..<options.surveyAnswers).map {
      SurveyAnswer(establishments[establishments.surveyed($0)], &random)
    }
    let weighted = drafts.map { $0.rawWeight * Double($0.projects) }.reduce(0, +)
    let scale = Double(Self.regionalProjects) / max(weighted, 1)
    var confirming = WeightedQuota(share: 0.70)
    var hiringOthers = WeightedQuota(share: 0.41)
    for index in drafts.indices {
      drafts[index].weight = Int((drafts[index].rawWeight * scale * 1_000_000).rounded())
      drafts[index].hasHired =
        drafts[index].projects > 0
        ? drafts[index].decides(by: &confirming, &random) : drafts[index].decides(by: &hiringOthers, &random)
    }
    answers = drafts
    var hireDraws = RandomSource(options.seed, .answerHires)
    hires = answers.flatMap { $0.hires(persons, &hireDraws) }
  }
}
