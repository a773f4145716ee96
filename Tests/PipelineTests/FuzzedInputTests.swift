import Foundation
import TestSupport
import Testing

/// What the fuzzer starts from, and what it once broke a reader with (`Tests/Fuzz/run`).
@Suite(.serialized) struct FuzzedInputTests {
  @Test(arguments: FuzzTarget.allCases) func `every reader comes back from its seeds`(target: FuzzTarget) throws {
    let seeds = try #require(try FuzzSeeds.all()[target])
    #expect(!seeds.isEmpty)
    for seed in seeds { seed.withUnsafeBytes { target.read($0) } }
  }

  @Test(arguments: FuzzTarget.allCases) func `cut anywhere, a seed does not break its reader`(target: FuzzTarget) throws
  {
    for seed in try #require(try FuzzSeeds.all()[target]) {
      for length in stride(from: 0, to: seed.count, by: max(1, seed.count / 40)) {
        seed.prefix(length).withUnsafeBytes { target.read($0) }
      }
    }
  }

  @Test func `what broke a reader once breaks it no more`() throws {
    for crash in try FileManager.default.contentsOfDirectory(atPath: crashes) where !crash.hasPrefix(".") {
      let target = try #require(FuzzTarget(rawValue: String(crash.prefix { $0 != "-" })))
      try Data(contentsOf: URL(filePath: "\(crashes)/\(crash)")).withUnsafeBytes { target.read($0) }
    }
  }

  private let crashes = "\(packageRoot)/Tests/Fuzz/Crashes"
}
