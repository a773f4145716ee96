import Definition
import Foundation
import Ingest
import TestSupport
import Testing

/// The publishers' own files, where they stand beside the project.
@Suite(.enabled(if: hasSharedData, "no ../shared/data beside the package")) struct RealFilesTests {
  @Test func `the BMO open data of two years adds up to what was published`() throws {
    let night = try Night()
    try night.run(asOf: "2024-12-31", definition: "Pipelines/bmo-open-data.yaml", input: sharedData)
    let totals = try night.table("needs-by-area").filter { $0["departement"] == "total" && $0["family"] == "total" }
    func visible(_ year: String, _ region: String) -> Int? {
      let row = totals.first { $0["year"] == year && $0["region"] == region }
      guard let low = row?["projects_low"].flatMap({ Int($0) }), let secret = row?["secret_cells"].flatMap({ Int($0) })
      else {
        return nil
      }
      return low - secret
    }
    #expect(visible("2023", "93") == 276_755)
    #expect(visible("2024", "93") == 246_545)
    #expect(visible("2023", "total") == 3_013_134)
    #expect(visible("2024", "total") == 2_751_069)
    #expect(totals.first { $0["year"] == "2023" && $0["region"] == "93" }?["secret_cells"] == "306")
  }

  @Test(arguments: [
    ("LBB_XDPDPA_DPAE_20151010_20161110_20161110_174915.csv", 6, 6),
    ("LBB_XDPDPA_DPAE_20151010_20161110_20161110_174915.csv.gz", 6, 6),
    ("lbb_xdpdpae_delta_201611102200.csv", 6, 6), ("lbb_xdpdpae_delta_201611102200.csv.gz", 6, 6),
    ("lbb_xdpdpae_delta_201511102200.csv", 10, 0),
    ("LBB_XDPDPA_DPAE_20151010_20161110_20161110_174915.csv.bz2", 6, 6),
    ("lbb_xdpdpae_delta_201611102200.csv.bz2", 6, 6),
  ])
  func `every row of the extracts is accounted for`(name: String, read: Int, accepted: Int) throws {
    let night = try Night()
    try night.putRaw(Array(try Data(contentsOf: URL(filePath: "\(sharedData)/dpae/\(name)"))), at: "dpae/\(name)")
    try night.run(asOf: "2019-12-31")
    let manifest = try night.text("manifest.json")
    #expect(manifest.contains("\"read\" : \(read),"))
    #expect(manifest.contains("\"accepted\" : \(accepted),"))
    let hires = try night.table("hires").reduce(0) { $0 + (Int($1["hires"] ?? "") ?? 0) }
    #expect(hires == accepted)
  }

  @Test(arguments: ["bmo", "dpae", "reference", "training"])
  func `a user can look into every sample`(folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(sharedData)/\(folder)") {
      let path = "\(sharedData)/\(folder)/\(name)"
      let look = try Look(
        path: path, wish: FileForm.Wish(), layoutName: nil, folder: "\(packageRoot)/Pipelines/layouts")
      var records = 0
      try look.reader().forEachRecord { record in records += record.fields.isEmpty ? 0 : 1 }
      #expect(records > 1, "\(name)")
    }
  }

  @Test func `the samples of trainees are read`() throws {
    let night = try Night()
    for name in ["stagiaires-pe.csv", "stagiaires-pe-with-NULL.csv"] {
      try night.putRaw(
        Array(try Data(contentsOf: URL(filePath: "\(sharedData)/training/\(name)"))), at: "training/\(name)")
    }
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    try night.run(asOf: "2019-03-31")
    // Six rows, of which three are one person's in one session.
    #expect(try night.totals("training-entries")["entries"] == "4")
  }
}
