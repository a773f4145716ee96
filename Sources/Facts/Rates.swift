import Count

extension Measure {
  /// An end of the interval of a rate: of Wilson's, by Kish's number where the rate is weighted (DOMAIN section 5).
  enum End {
    case low, high
  }

  static func end(_ end: End, of rate: Measure) -> Measure {
    let (french, english) = end == .low ? ("borne basse", "lower end") : ("borne haute", "upper end")
    let kind: Kind
    let effective: Wording
    switch rate.kind {
    case .share(let part, let whole):
      kind = end == .low ? .intervalLow(part, of: whole) : .intervalHigh(part, of: whole)
      effective = Wording("", "")
    case .weightedShare(let part, let whole):
      kind = end == .low ? .weightedLow(part, of: whole) : .weightedHigh(part, of: whole)
      effective = Wording(", pour l’effectif équivalent de Kish", ", by Kish's effective number")
    default: preconditionFailure("the measure \(rate) is no rate")
    }
    return Measure(
      "\(rate)_\(end)", Wording("\(rate.title.french), \(french)", "\(rate.title.english), \(english)"), kind, .share,
      restsOn: rate.restsOn + ["confidence_z"]
    ) { rules in
      let confidence = rules.confidence
      return Wording(
        "\(french) de l’intervalle de Wilson à \(confidence.french) de \(rate)\(effective.french)",
        "\(english) of the \(confidence.english) Wilson interval of \(rate)\(effective.english)")
    }
  }

  /// Both ends of each rate, in their order.
  static func ends(of rates: [Measure]) -> [Measure] { rates.flatMap { [end(.low, of: $0), end(.high, of: $0)] } }
}
