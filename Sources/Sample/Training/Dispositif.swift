/// A dispositif of training, as the records write it.
struct Dispositif: Sendable {
  let name: String
  /// Weight among the sessions.
  let weight: Int
  /// The job is promised before the training: AFPR, POEI, POEC.
  let isPrealable: Bool
  /// Length of a session, in days.
  let days: ClosedRange<Int>
  /// Euro for one trainee, before the total is brought to what the region paid.
  let price: Int
  let financeurs: String

  /// A session of one of these has a certifinfo code in 6 cases out of 10.
  static let certifyingShare = 0.6

  static let all: [Dispositif] = [
    Dispositif(name: "AFC", weight: 24, isPrealable: false, days: 45...150, price: 1900, financeurs: "4"),
    Dispositif(name: "AIF", weight: 18, isPrealable: false, days: 20...120, price: 1300, financeurs: "4;7"),
    Dispositif(
      name: "Conseil Régional", weight: 25, isPrealable: false, days: 60...240, price: 900, financeurs: "2"),
    Dispositif(name: "OPCA", weight: 5, isPrealable: false, days: 20...90, price: 700, financeurs: "5"),
    Dispositif(name: "AGEFIPH", weight: 2, isPrealable: false, days: 30...120, price: 1500, financeurs: "6;4"),
    Dispositif(name: "Bénéficiaire", weight: 4, isPrealable: false, days: 15...90, price: 200, financeurs: "10"),
    Dispositif(name: "AUTRES", weight: 3, isPrealable: false, days: 15...120, price: 600, financeurs: "0"),
    Dispositif(name: "", weight: 1, isPrealable: false, days: 30...120, price: 800, financeurs: ""),
    Dispositif(name: "AFPR", weight: 4, isPrealable: true, days: 15...60, price: 900, financeurs: "4"),
    Dispositif(name: "POEI", weight: 5, isPrealable: true, days: 15...60, price: 1000, financeurs: "4"),
    Dispositif(name: "POEI_COF", weight: 1, isPrealable: true, days: 20...60, price: 1000, financeurs: "4;5"),
    Dispositif(name: "POEI_MONO", weight: 1, isPrealable: true, days: 20...60, price: 1000, financeurs: "4"),
    Dispositif(name: "POEC_OPCA", weight: 7, isPrealable: true, days: 30...75, price: 1400, financeurs: "4;5"),
  ]

  static let weighted = Weighted(Array(all.indices)) { all[$0].weight }
}
