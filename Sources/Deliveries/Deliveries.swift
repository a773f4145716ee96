public import Ingest

/// Every source that the product reads, in the order in which reports, manifests and reference pages name them.
///
/// A source is one folder beside this file, and one line here.
public let deliveries: [any Delivered.Type] = [
  Declarations.self,
  TrainingTable.self,
  CostTable.self,
  RegisterTable.self,
  NeedTable.self,
  SurveyTable.self,
  OfferTable.self,
  TrustTable.self,
  PlanTable.self,
  BassinReference.self,
  FAPReference.self,
  NAFFAPReference.self,
  ROMENAFReference.self,
  PublishedDeclarationTable.self,
]

extension Source {
  /// In the order of `deliveries`.
  public static let all = deliveries.map { $0.source }

  public static func named(_ name: String) -> Source? { all.first { $0.name == name } }
}
