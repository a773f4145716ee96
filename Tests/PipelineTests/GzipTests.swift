import Failures
import Formats
import Foundation
import Nights
import TestSupport
import Testing

/// What a broken delivery does to a run: a clear failure or the right rows, never a silent short read.
@Suite struct GzipTests {
  private static let name = "dpae/XDP_DPAE_20160101_20170331_20170101.csv.gz"

  /// The packed text of some hires, by member.
  private func packed(_ members: [String]) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "gzip-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try GzipWriter(path: path, effort: .fast)
    for member in members {
      try writer.write(Array(member.utf8))
      try writer.endMember()
    }
    try writer.close()
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  private var text: String {
    Deliveries.warehouse((1...50).map { Deliveries.hire(["DC_INDIVIDU_NATIONAL": "\($0)"]) })
  }

  private func night(_ bytes: [UInt8]) throws -> Night {
    let night = try Night()
    try night.putRaw(bytes, at: Self.name)
    return night
  }

  private func hires(_ bytes: [UInt8]) throws -> String? {
    let night = try night(bytes)
    try night.run()
    return try night.table("hires").first?["hires"]
  }

  @Test func `a truncated stream fails wherever it is cut, and publishes nothing`() throws {
    let whole = try packed([text])
    for length in [1, 3, 10, 11, whole.count / 2, whole.count - 9, whole.count - 8, whole.count - 4, whole.count - 1] {
      let night = try night(Array(whole.prefix(length)))
      let failure = try #require(night.failure(), "cut at \(length)")
      #expect(failure.status == .badData)
      #expect(!night.isPublished)
    }
  }

  @Test func `a wrong checksum or length fails, with the byte`() throws {
    for place in [-8, -1] {
      var bytes = try packed([text])
      bytes[bytes.count + place] ^= 1
      let failure = try #require(try night(bytes).failure())
      #expect(failure.status == .badData)
      #expect(failure.message.contains("checksum or length") && failure.message.contains("at byte"))
    }
  }

  @Test func `a flipped byte inside fails`() throws {
    let whole = try packed([text])
    for place in stride(from: 12, to: whole.count - 8, by: whole.count / 9) {
      var bytes = whole
      bytes[place] ^= 0x10
      #expect(try night(bytes).failure()?.status == .badData, "at \(place)")
    }
  }

  @Test func `a member may end in mid-line, or be empty`() throws {
    let (first, rest) = (String(text.prefix(777)), String(text.dropFirst(777)))
    #expect(try hires(packed([first, "", rest])) == "50")
  }

  @Test func `the second member is not forgotten when it is broken`() throws {
    let bytes = try packed([text, text])
    #expect(try night(Array(bytes.dropLast(3))).failure()?.status == .badData)
  }

  @Test func `zeros after the last member are padding`() throws {
    #expect(try hires(packed([text]) + [UInt8](repeating: 0, count: 700)) == "50")
  }

  @Test func `a header with every field is read, one whose checksum is wrong fails`() throws {
    let body = try packed([text]).dropFirst(10)
    let header: [UInt8] =
      [0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 255, 2, 0, 65, 66] + Array("name\0comment\0".utf8)
    // CRC-32 of the header, its low half; computed with another program.
    let checksum: [UInt8] = [0x25, 0xBD]
    #expect(try hires(header + checksum + body) == "50")
    let failure = try #require(try night(header + [checksum[0] ^ 1, checksum[1]] + body).failure())
    #expect(failure.message.contains("header checksum"))
  }

  @Test func `anything else after it fails`() throws {
    let failure = try #require(try night(packed([text]) + Array("garbage".utf8)).failure())
    #expect(failure.message.contains("no gzip member"))
  }

  @Test func `a reserved flag, another method, zlib and double compression are named`() throws {
    var flagged = try packed([text])
    flagged[3] |= 0x80
    #expect(try #require(try night(flagged).failure()).message.contains("reserved flag"))
    var method = try packed([text])
    method[2] = 7
    #expect(try #require(try night(method).failure()).message.contains("not deflate"))
    let twice = try Night()
    try twice.put(try packed([text]), at: Self.name)
    #expect(try #require(twice.failure()).message.contains("compressed twice"))
  }

  @Test func `an empty delivery is not a delivery without rows`() throws {
    #expect(try #require(try night([]).failure()).message.contains("empty delivery"))
    let night = try Night()
    try night.put(Deliveries.warehouse([]), at: Self.name)
    try night.run()
    #expect(try night.table("hires").isEmpty)
  }

  @Test func `plain text in a file named gz fails: something went wrong on the way`() throws {
    let failure = try #require(try night(Array(text.utf8)).failure())
    #expect(failure.status == .badData)
    #expect(failure.message.contains("its name says gzip, its first bytes are not"))
  }

  @Test func `a gzip named csv is read for what it is, and the log says so`() throws {
    let night = try Night()
    try night.putRaw(try packed([text]), at: String(Self.name.dropLast(3)))
    #expect(try night.run().status == .doneWithWarnings)
    #expect(try night.table("hires").first?["hires"] == "50")
    #expect(night.log.all.contains { $0.contains("is gzip, though its name does not say so") })
  }

  @Test func `a line over the limit stops the run, and names the limit`() throws {
    let long = text + String(repeating: "x", count: 3 << 20)
    let failure = try #require(try night(packed([long])).failure())
    #expect(failure.status == .badData)
    #expect(
      failure.message.contains(":52:") && failure.message.contains("longest_line"))
  }
}
