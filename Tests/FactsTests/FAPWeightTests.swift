import Deliveries
import Facts
import Ingest
import TestSupport
import Testing

@Suite struct `The weights of a ROME` {
  /// What is said of a ROME whose FAP have these weights.
  private func unbalanced(_ weights: [String]) throws -> [String] {
    let files = try PlainFiles()
    let rows = weights.enumerated().map { ["fap": "A0Z4\($0.offset)", "rome": "A1101", "weight": $0.element] }
    let reader = PlainFiles.reader(try files.file(.fapRome, "fap-rome.csv", rows))
    var table = FAPReference()
    try table.read(reader, fileIndex: 0, files.context())
    return FAPWeights(NAFFAPReference(), ROMENAFReference(), table, absent: [.nafFap]).unbalanced[.fapRome] ?? []
  }

  @Test(arguments: [["0.333", "0.333", "0.333"], ["0.5", "0.5"], ["1.001"], ["0.999"], ["", ""]])
  func `may be a thousandth off one, as files round them`(weights: [String]) throws {
    #expect(try unbalanced(weights).isEmpty)
  }

  @Test(arguments: [["0.998999"], ["1.001001"], ["0.33", "0.33", "0.33"], ["0.5"]])
  func `and no more`(weights: [String]) throws {
    #expect(try unbalanced(weights).count == 1)
  }
}
