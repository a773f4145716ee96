import Formats
import Testing

@Suite struct `The nearest name` {
  static let known = ["leavers", "access", "access_rate", "access_durable_rate", "employed", "met", "xmet"]

  @Test(arguments: ["", "salaire", "zz", "q", "a name that is far longer than any of the known ones"])
  func `is none when nothing is near`(name: String) {
    #expect(nearestName(to: name, in: Self.known) == nil)
  }

  @Test func `is none among no names`() {
    #expect(nearestName(to: "access", in: []) == nil)
  }

  @Test func `is none for one letter against another`() {
    #expect(nearestName(to: "a", in: ["b"]) == nil)
  }

  @Test func `of a short name is one edit away, and no more`() {
    #expect(nearestName(to: "abxd", in: ["abcd"]) == "abcd")
    #expect(nearestName(to: "abxy", in: ["abcd"]) == nil)
  }

  @Test(arguments: [
    ("acces_rate", "access_rate"), ("acess", "access"), ("ACCESS_RATE", "access_rate"), ("leaevrs", "leavers"),
    ("employd", "employed"), ("metx", "met"), ("acces_durable_rat", "access_durable_rate"),
  ])
  func `is a few edits away, in either case`(name: String, expected: String) {
    #expect(nearestName(to: name, in: Self.known) == expected)
  }

  @Test func `counts two neighbours that changed places as one edit`() {
    #expect(nearestName(to: "ab", in: ["ba"]) == "ba")
    #expect(nearestName(to: "ab", in: ["xa"]) == nil)
  }

  @Test func `is the first of two that are equally near`() {
    #expect(nearestName(to: "bar", in: ["baz", "bat"]) == "baz")
  }
}
