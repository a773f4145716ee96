/// An activity of an establishment: its NAF code, of 2008, and its weight within the sector.
struct Activity: Sendable {
  let naf: String
  let weight: Int

  init(_ naf: String, _ weight: Int) {
    self.naf = naf
    self.weight = weight
  }

  static func weighted(in sector: Sector) -> Weighted<String> {
    let activities = all(of: sector)
    let weights = Dictionary(uniqueKeysWithValues: activities.map { ($0.naf, $0.weight) })
    return Weighted(activities.map(\.naf)) { weights[$0] ?? 0 }
  }

  private static func all(of sector: Sector) -> [Activity] {
    switch sector {
    case .services:
      [
        Activity("8121Z", 16), Activity("8810A", 14), Activity("9001Z", 12), Activity("8559A", 8), Activity("4941A", 9),
        Activity("5310Z", 1), Activity("6201Z", 6), Activity("6920Z", 4), Activity("7022Z", 4), Activity("8010Z", 7),
        Activity("8610Z", 8), Activity("8710A", 8), Activity("8891A", 4), Activity("9312Z", 4), Activity("9602A", 6),
        Activity("9700Z", 1), Activity("6831Z", 4), Activity("5911B", 6), Activity("7912Z", 2), Activity("5229A", 3),
      ]
    case .commerce:
      [
        Activity("4711D", 14), Activity("4711F", 20), Activity("4771Z", 15), Activity("4778C", 8), Activity("4639B", 6),
        Activity("4631Z", 6), Activity("4511Z", 5), Activity("4520A", 5), Activity("4752B", 5), Activity("4773Z", 6),
        Activity("4759A", 4), Activity("4724Z", 6),
      ]
    case .chr:
      [
        Activity("5610A", 40), Activity("5610C", 22), Activity("5510Z", 22), Activity("5630Z", 9), Activity("5520Z", 6),
        Activity("5621Z", 6), Activity("5530Z", 5),
      ]
    case .agriculture:
      [
        Activity("0121Z", 34), Activity("0124Z", 24), Activity("0113Z", 20), Activity("0119Z", 6),
        Activity("0125Z", 6), Activity("0161Z", 6), Activity("0130Z", 3), Activity("0321Z", 1),
      ]
    case .industry:
      [
        Activity("1071C", 20), Activity("1013A", 8), Activity("2511Z", 10), Activity("2562B", 8), Activity("3030Z", 6),
        Activity("3320A", 8), Activity("2042Z", 6), Activity("1812Z", 4), Activity("3600Z", 3), Activity("3811Z", 8),
        Activity("3511Z", 2), Activity("0812Z", 1),
      ]
    case .construction:
      [
        Activity("4120A", 14), Activity("4120B", 14), Activity("4321A", 14), Activity("4322A", 12),
        Activity("4334Z", 12), Activity("4332A", 9), Activity("4399C", 16), Activity("4211Z", 6),
      ]
    case .publicService: [Activity("8411Z", 80), Activity("8413Z", 8), Activity("8424Z", 6), Activity("9900Z", 1)]
    case .interim: [Activity("7820Z", 1)]
    }
  }
}
