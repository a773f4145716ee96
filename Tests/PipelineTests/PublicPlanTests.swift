import Definition
import TestSupport
import Testing

/// The training plan beside the table of entries, in a public run.
@Suite struct PublicPlanTests {
  private func entries(_ count: Int, from first: Int, certifinfo: String) -> [[String: String]] {
    (first..<first + count).map { number in
      Deliveries.training(["dn_individu_national": "\(3_000_000 + number)", "dn_certifinfo_1_id": certifinfo])
    }
  }

  @Test func `the certifying entries of a month are some of its entries`() throws {
    let night = try Night.plain()
    let rows = entries(12, from: 0, certifinfo: "55") + entries(17, from: 12, certifinfo: "")
    try night.deliverTrainings(Deliveries.trainings(rows), on: "20161102")
    let definition = try night.define(
      """
        training-entries: {fact: entry, dimensions: [month, training_type], margins: all, measures: [entries]}
        training-plan: {fact: plan-month, dimensions: [month], measures: [entries, certifying_share]}
      """)
    try night.run(definition: definition, audience: .public)
    let plan = try night.table("training-plan")
    #expect(plan.map { $0["entries"] } == ["30"])
    #expect(plan.map { $0["certifying_share"] } == ["0.4000"])
  }
}
