import LabourMarket
import TestSupport
import Testing

@Suite struct ContractTests {
  private let rules = Rules()

  private func kind(_ days: Int?, _ contract: ContractType = .cdd, isInterim: Bool = false) -> ContractClass {
    rules.contractClass(contract, duration: days, isInterim: isInterim)
  }

  @Test func `a CDD of 31 days is short`() { #expect(kind(31) == .short) }
  @Test func `a CDD of 32 days is of one to six months`() { #expect(kind(32) == .medium) }
  @Test func `a CDD of 181 days is of one to six months`() { #expect(kind(181) == .medium) }
  @Test func `a CDD of 182 days is of six months or more`() { #expect(kind(182) == .long) }
  @Test func `a CDD of unknown duration has its own class`() { #expect(kind(nil) == .unknown) }
  @Test func `a CDI is one, whatever end is declared`() { #expect(kind(10, .cdi) == .cdi) }
  @Test func `a CTT is interim`() { #expect(kind(400, .ctt) == .interim) }
  @Test func `a CDI of an agency is interim, and lasts all the same`() {
    #expect(kind(nil, .cdi, isInterim: true) == .interim)
    #expect(rules.lasts(.cdi, duration: nil, atLeast: rules.durableDays))
  }

  @Test func `29 days are less than a month`() { #expect(!rules.lasts(.cdd, duration: 29, atLeast: rules.monthDays)) }
  @Test func `30 days are a month`() { #expect(rules.lasts(.cdd, duration: 30, atLeast: rules.monthDays)) }
  @Test func `181 days are not durable`() { #expect(!rules.lasts(.ctt, duration: 181, atLeast: rules.durableDays)) }
  @Test func `182 days are durable`() { #expect(rules.lasts(.ctt, duration: 182, atLeast: rules.durableDays)) }
  @Test func `an unknown duration is neither`() { #expect(!rules.lasts(.cdd, duration: nil, atLeast: rules.monthDays)) }

  @Test func `the first and the last day both count`() {
    #expect(rules.duration(from: day("2016-10-01").number, to: day("2016-10-30").number) == 30)
  }
  @Test func `1500 days are known`() { #expect(rules.duration(from: 0, to: 1499) == 1500) }
  @Test func `1501 days are unknown`() { #expect(rules.duration(from: 0, to: 1500) == nil) }
}
