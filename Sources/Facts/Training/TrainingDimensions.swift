public import Count
import Deliveries
import Ingest
import Join
import LabourMarket
import Normalise

/// The dimensions that leavers and entries share: of the training record, the trainee and the place.
public enum TrainingDimensions {
  public static let dispositif = Dimension(
    "dispositif", Wording("Dispositif", "Scheme"),
    kernel: TrainingKernel(
      value: { row, _ in UInt64(row.record.dispositif) }, label: { $1.book.text(of: $0.record.dispositif) }),
    // A dispositif that prepares for a hire gives the type, which another narrows down.
    coarsens: [
      Coarsening(to: isPrealable, .label { label, rules in rules.isPrealable(label: label).map { [yes($0)] } }),
      Coarsening(
        to: trainingType,
        .label { label, rules in
          let types = Set(TrainingType.allCases.map(\.rawValue))
          let prealable: Set = [TrainingType.prealable.rawValue]
          return rules.isPrealable(label: label).map { $0 ? prealable : types.subtracting(prealable) }
        }),
    ],
    rule: Wording("tel qu’écrit dans le dossier de formation", "as written in the training record, trimmed"))

  public static let trainingType = Dimension(
    "training_type", Wording("Type de formation", "Type of training"),
    kernel: TrainingKernel(
      value: { row, _ in UInt64(row.record.dispositif) << 1 | (row.record.isCertifying ? 1 : 0) },
      label: { TrainingType(of: $0.record, in: $1).rawValue }),
    coarsens: [.to(isPrealable) { yes($0 == TrainingType.prealable.rawValue) }],
    restsOn: ["prealable"],
    values: { _ in .closed(TrainingType.allCases.map(\.rawValue)) },
    rule: { rules in
      let dispositifs = rules.prealable.joined(separator: ", ")
      return Wording(
        "prealable (à l’embauche : \(dispositifs)), certifiante (un code certifinfo est présent) ou qualifiante",
        "prealable (\(dispositifs)), certifiante or qualifiante")
    })

  public static let funders = Dimension(
    "funders", Wording("Financeurs", "Funders"),
    kernel: TrainingKernel(
      value: { row, _ in UInt64(row.record.funders) }, label: { $1.book.text(of: $0.record.funders) }),
    rule: Wording("la liste des financeurs telle qu’écrite, comme 4;7", "the list of funders as written, such as 4;7"))

  public static let formacodeDomain = Dimension(
    "formacode_domain", Wording("Domaine Formacode", "Formacode domain"),
    kernel: TrainingKernel(
      value: { row, _ in UInt64(row.record.formacode) },
      label: { row, context in
        let formacode = context.book.text(of: row.record.formacode)
        return formacode.utf8.count == 5 && formacode.utf8.allSatisfy { (0x30...0x39).contains($0) }
          ? String(formacode.prefix(3)) : ""
      }),
    rule: Wording(
      "les trois premiers chiffres du Formacode principal", "the first three digits of the main Formacode"))

  public static let sex = Dimension(
    "sex", Wording("Sexe", "Sex"),
    kernel: TrainingKernel(
      value: { UInt64($1.registered($0.record.person)?.sex ?? 0) },
      label: { $1.registered($0.record.person).map { $0.sex == 0 ? "" : String($0.sex) } ?? "" }),
    values: .closed(["1", "2"]),
    rule: Wording("1 ou 2, d’après le registre des personnes", "1 or 2, from the persons register"))

  public static let departement = Dimension(
    "departement", Wording("Département", "Département"),
    kernel: TrainingKernel(
      value: { row, _ in UInt64(row.record.commune) << 32 | UInt64(row.record.departement) },
      label: { row, context in
        let commune = Commune(context.book.text(of: row.record.commune))
        let column = Departement(column: context.book.text(of: row.record.departement))
        return (commune?.departement ?? column)?.code ?? ""
      }),
    rule: Wording(
      "du lieu de formation : d’après son code Insee, sinon la colonne département",
      "of the place of training: from its INSEE code, else the département column"))

  public static let bassin = Dimension(
    "bassin", Wording("Bassin d’emploi", "Employment area"),
    kernel: TrainingKernel(
      value: { row, _ in UInt64(row.record.commune) << 32 | UInt64(UInt32(row.record.start.year)) },
      label: { row, context in
        guard let commune = Commune(context.book.text(of: row.record.commune)) else { return "" }
        guard let zoning = context.bassins.zoning(for: row.record.start.year) else { return "" }
        return context.bassins.bassin(of: commune, zoning: zoning) ?? ""
      }),
    coarsens: [Coarsening(to: departement, .reference)],
    rule: Wording("du lieu de formation, quatre caractères", "of the place of training, by its INSEE code"))

  /// Whether the training prepares for a hire: what `dispositif` and `training_type` both say. No table shows it.
  public static let isPrealable = Dimension(
    "is prealable", Wording("Préalable à l’embauche", "Prepares for a hire"), restsOn: ["prealable"],
    values: .closed([yes(true), yes(false)]),
    rule: Wording("d’après le dispositif", "by the dispositif"))

  /// In the order of the catalogue.
  static let ofTraining = [dispositif, trainingType, funders, formacodeDomain, sex]
  static let ofPlace = [departement, bassin]
}

/// A training record, and the end by which its person leaves, if it is such a one.
struct TrainingRow {
  let record: TrainingRecord
  var end: Day?
}

typealias TrainingKernel = RowKernel<TrainingRow, TrainingContext>

/// The types of training (DOMAIN section 2.6). The raw value is the code in the tables.
public enum TrainingType: String, Sendable, CaseIterable {
  case prealable, certifiante, qualifiante

  /// Préalable à l'embauche by its dispositif; else certifiante where a certifinfo code is present.
  init(of record: TrainingRecord, in context: TrainingContext) {
    let isPrealable = Rules.matches(context.book.text(of: record.dispositif), context.rules.prealable)
    self = isPrealable ? .prealable : record.isCertifying ? .certifiante : .qualifiante
  }
}

extension Rules {
  /// Whether trainings of a dispositif prepare for a hire. What stands for other characters in it says nothing.
  fileprivate func isPrealable(label dispositif: String) -> Bool? {
    dispositif.contains("?") ? nil : Rules.matches(dispositif, prealable)
  }
}
