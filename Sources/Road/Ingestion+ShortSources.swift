import Definition
import Ingest
import LabourMarket
import Normalise

extension Ingestion {
  /// Reads all sources but the declarations, and settles the versions of their rows.
  ///
  /// The files of the register and of the training records, long for short sources, are shared among the threads; what
  /// each held is put together in the order of the files, so that nothing depends on the threads.
  mutating func readShortSources(_ plan: RunPlan, _ progress: ReadingProgress) throws {
    let pieces = [Source.register, .training].flatMap { source in
      files(source).enumerated().map { index, file in
        ShortPiece(source, index, RowReader(file, limits: plan.reading, progress: progress))
      }
    }
    let order = pieces.sorted { ($0.reader.file.size, $1.index) > ($1.reader.file.size, $0.index) }
    let threads: [Void] = Array(repeating: (), count: plan.jobs)
    try share(order.count + 1, among: threads) { _, piece in
      if piece == 0 { try readOthers(plan, progress) } else { try order[piece - 1].read(plan, directory) }
    }
    register = RegisterTable(joining: pieces.map { $0.takeRegister() })
    trainings = TrainingTable(joining: pieces.map { $0.takeTrainings() })
    for piece in pieces { take(piece.reader, of: piece.source, file: piece.index) }
    try settle(plan, threads)
  }

  private mutating func readOthers(_ plan: RunPlan, _ progress: ReadingProgress) throws {
    let rules = plan.definition.rules
    try read(.communes, plan, progress) { ingestion, reader, _ in try ingestion.bassins.read(reader) }
    try read(.fapRome, plan, progress) { ingestion, reader, _ in try ingestion.faps.read(reader) }
    try read(.costs, plan, progress) { try $0.costs.read($1, fileIndex: $2) }
    try read(.needs, plan, progress) { try $0.needs.read($1, fileIndex: $2, rules: rules) }
    try read(.survey, plan, progress) { try $0.survey.read($1, fileIndex: $2, rules: rules) }
    try read(.offers, plan, progress) { try $0.offers.read($1, fileIndex: $2) }
    try read(.trust, plan, progress) { try $0.trust.read($1, fileIndex: $2) }
    try read(.plan, plan, progress) { ingestion, reader, _ in try ingestion.trainingPlan.read(reader) }
  }

  private mutating func settle(_ plan: RunPlan, _ threads: [Void]) throws {
    let texts: RowTexts = { try rowTexts(of: $0, in: $1, limits: plan.reading) }
    let (registerFiles, trainingFiles) = (files(.register), files(.training))
    var (registered, trained) = (SettledCounts(fileCount: 0), SettledCounts(fileCount: 0))
    try share(2, among: threads) { _, piece in
      if piece == 0 {
        registered = try register.settle(files: registerFiles, texts: texts)
        owners = register.owners(files: registerFiles, directory: directory)
      } else {
        trained = try trainings.settle(files: trainingFiles, texts: texts)
      }
    }
    register.keepOnly(trainings)
    add(registered, to: .register)
    add(trained, to: .training)
    add(costs.settle(files: files(.costs)), to: .costs)
    add(try survey.settle(files: files(.survey), texts: texts), to: .survey)
    add(try offers.settle(files: files(.offers), texts: texts), to: .offers)
    add(try trust.settle(files: files(.trust), texts: texts), to: .trust)
    add(needs.settle(files: files(.needs)), to: .needs)
  }
}

/// One file of the register or of the training records, and what it held.
private final class ShortPiece {
  let source: Source
  let index: Int
  let reader: RowReader
  private var register = RegisterTable()
  private var trainings = TrainingTable()

  init(_ source: Source, _ index: Int, _ reader: RowReader) {
    self.source = source
    self.index = index
    self.reader = reader
  }

  func read(_ plan: RunPlan, _ directory: PersonDirectory) throws {
    switch source {
    case .register: try register.read(reader, fileIndex: index, directory: directory)
    default: try trainings.read(reader, fileIndex: index, asOf: plan.asOf, directory: directory)
    }
  }

  /// Gives up what was read.
  func takeRegister() -> RegisterTable {
    defer { register = RegisterTable() }
    return register
  }

  func takeTrainings() -> TrainingTable {
    defer { trainings = TrainingTable() }
    return trainings
  }
}
