import ArgumentParser
import Failures
import Sample

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Write a synthetic Provence-Alpes-Côte d'Azur of 2015 to 2017, in every layout.",
    discussion: """
      Invented persons, firms and trainings, in the layouts, and with the dirt, of the real exports. A run on \
      2017-03-31 gives the figures of truth.json, which is written beside the data. notice.txt says that all of it is \
      invented: a run on the folder puts that on what it publishes. The same options give the same bytes. At scale 1: \
      5 000 000 declarations of 27 months, and 71 000 training entries and 190 000 hiring projects a year.
      """)

  @Option(help: ArgumentHelp("Chooses one of the possible samples.", valueName: "number"))
  var seed: UInt64 = 2016

  @Option(help: ArgumentHelp("Share of the real region.", valueName: "share"))
  var scale = 0.01

  @Option(help: ArgumentHelp("Number of declarations, in place of what the scale gives.", valueName: "number"))
  var declarations: Int?

  @Option(
    help: ArgumentHelp("Number of training entries of 2016, in place of what the scale gives.", valueName: "number"))
  var trainings: Int?

  @Flag(
    help:
      "The benchmark set, of 2016: twelve monthly files of the person-level export, trainings, register, references.")
  var warehouseOnly = false

  @Option(help: ArgumentHelp("Folder that receives the files.", valueName: "folder"), completion: .directory)
  var output: String

  func validate() throws {
    guard scale > 0, scale <= 100 else { throw ValidationError("--scale \(scale): give a number above 0, up to 100") }
  }

  func run() throws {
    try reportingFailures { _ in
      try writeSample(
        SampleOptions(
          seed: seed, scale: scale, declarations: declarations, trainings: trainings, warehouseOnly: warehouseOnly),
        to: output)
      print(output)
      return .done
    }
  }
}
