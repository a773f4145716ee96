import LabourMarket
import Testing

@Suite struct CodeBookTests {
  @Test func `equal strings have one code, in the order of their first appearance`() {
    var book = CodeBook()
    #expect(["b", "a", "", "b", "a", "longer than eight bytes"].map { book.intern($0) } == [0, 1, 2, 0, 1, 3])
    #expect(book.text(of: 3) == "longer than eight bytes")
  }

  @Test func `ten thousand strings stay apart`() {
    var book = CodeBook()
    for number in 0..<10_000 { #expect(book.intern("\(number)") == UInt32(number)) }
    for number in 0..<10_000 { #expect(book.intern("\(number)") == UInt32(number)) }
  }

  @Test func `ranks are the places in byte order`() {
    var book = CodeBook()
    for text in ["b", "", "é", "ab", "a"] { _ = book.intern(text) }
    #expect(book.ranks() == [3, 0, 4, 2, 1])
  }

  @Test func `workplaces are ordered part by part, a missing part first`() {
    var book = WorkplaceBook()
    let missing = [UInt8]()
    func code(_ naf: String, _ commune: String, _ postcode: String) -> UInt32 {
      Array(naf.utf8).withUnsafeBytes { naf in
        Array(commune.utf8).withUnsafeBytes { commune in
          Array(postcode.utf8).withUnsafeBytes { postcode in
            missing.withUnsafeBytes {
              book.code(
                WorkplaceParts(naf: naf, commune: commune, postcode: postcode, soughtROME: $0, organisme: $0)
              ).code
            }
          }
        }
      }
    }
    let codes = [
      code("5610A", "", "13001"), code("5610A", "13055", ""), code("", "13055", "13001"), code("5610", "99", ""),
    ]
    #expect(codes.map { book.book.ranks()[Int($0)] } == [2, 3, 0, 1])
    #expect(book.parts(of: codes[0]) == ("5610A", "", "13001", "", ""))
    let padded = code("5610A", "", "4000")
    #expect(book.parts(of: padded).postcode == "04000")
  }

  @Test func `a key table finds what was set, and nothing else`() {
    var table = KeyTable(capacity: 1000)
    for key in 1...1000 { table.set(UInt64(key) << 40, to: key) }
    #expect((1...1000).allSatisfy { table.row(of: UInt64($0) << 40) == $0 })
    #expect((1...1000).allSatisfy { table.row(of: UInt64($0)) == nil })
  }
}
