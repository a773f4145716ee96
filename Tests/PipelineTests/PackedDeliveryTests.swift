import Failures
import Foundation
import Ingest
import Nights
import TestSupport
import Testing

/// Deliveries that arrive packed in other ways than gzip.
@Suite struct PackedDeliveryTests {
  private let name = "dpae/XDP_DPAE_20160101_20170331_20170101.csv"
  private let text = Array(
    Deliveries.warehouse((1...50).map { Deliveries.hire(["DC_INDIVIDU_NATIONAL": "\($0)"]) }).utf8)

  private func hires(_ night: Night) throws -> String? {
    try night.run()
    return try night.table("hires").first?["hires"]
  }

  @Test func `bzip2 of one stream or several is read`() throws {
    let one = try Night()
    try one.putRaw(Packed.bzip2(text), at: "\(name).bz2")
    #expect(try hires(one) == "50")
    let several = try Night()
    try several.putRaw(
      Packed.bzip2(Array(text.prefix(777))) + Packed.bzip2([]) + Packed.bzip2(Array(text.dropFirst(777))),
      at: "\(name).bz2")
    #expect(try hires(several) == "50")
    #expect(try one.text("manifest.json").contains("\"compression\" : \"bzip2\""))
  }

  @Test func `bzip2 that is cut short, corrupt or followed by something fails with its byte`() throws {
    let whole = Packed.bzip2(text)
    var flipped = whole
    flipped[whole.count / 2] ^= 0x10
    let broken = [
      whole.dropLast(1), whole.prefix(whole.count / 2), whole.prefix(4), flipped[...], (whole + [0x41])[...],
    ]
    for bytes in broken {
      let night = try Night()
      try night.putRaw(Array(bytes), at: "\(name).bz2")
      let failure = try #require(night.failure())
      #expect(failure.status == .badData && failure.message.contains("at byte"))
      #expect(!night.isPublished)
    }
  }

  @Test func `each file of a zip archive is a delivery, with the date of its own name`() throws {
    let night = try Night()
    let later = Array(Deliveries.warehouse(Deliveries.hire(["DC_TYPECONTRAT_ID": "1"])).utf8)
    let first = Array(Deliveries.warehouse(Deliveries.hire()).utf8)
    try night.putRaw(
      try Packed.zip([
        "nov/XDP_DPAE_20160101_20161031_20161201.csv": later, "XDP_DPAE_20160101_20161031_20161101.csv": first,
        "__MACOSX/._x": [0, 1],
      ]), at: "dpae/XDP_lots.zip")
    try night.run()
    // The later version stands: a CDD without end.
    #expect(try night.table("hires").map { $0["contract_class"] } == ["CDD ?"])
    let manifest = try night.text("manifest.json")
    #expect(manifest.contains("dpae/XDP_lots.zip/nov/XDP_DPAE_20160101_20161031_20161201.csv"))
  }

  @Test func `a zip archive of one file takes the date of the archive where its own name has none`() throws {
    let night = try Night()
    try night.putRaw(try Packed.zip(["export.csv": text]), at: "dpae/XDP_DPAE_20160101_20170331_20170101.zip")
    #expect(try night.run().warnings.contains { $0.contains("delivery date") } == false)
  }

  @Test func `an archive within an archive is named for what it is`() throws {
    for (ending, bytes, words) in [
      (".csv.bz2", Packed.bzip2(Packed.bzip2(text)), "bzip2 within bzip2"),
      (".zip", try Packed.zip(["a.csv.bz2": Packed.bzip2(text)]), "bzip2 within zip"),
    ] {
      let night = try Night()
      try night.putRaw(bytes, at: name.replacing(".csv", with: ending))
      #expect(try #require(night.failure()).message.contains("compressed twice: \(words)"))
    }
  }

  @Test func `a packing that is not read is named`() throws {
    for (bytes, words) in [
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00], "xz"), ([0x28, 0xB5, 0x2F, 0xFD, 0x00], "zstandard"),
      ([0x78, 0x9C, 0x00], "zlib"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7-zip"),
    ] as [([UInt8], String)] {
      let night = try Night()
      try night.putRaw(bytes, at: name)
      #expect(try #require(night.failure()).message.contains("the file is \(words), which is not read"))
    }
  }
}
