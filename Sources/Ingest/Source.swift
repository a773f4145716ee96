/// Something that files, manifests and definitions know by its name: two of one name are the same.
public protocol Named: Hashable, Sendable {
  var name: String { get }
}

extension Named {
  @inlinable public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What a row of a file is: a value that says which fields a layout may feed, and how reports call it.
///
/// Those that the product reads stand in one list, each in a folder of its own, in the module above this one.
public struct Source: Named {
  /// In definitions, layouts and manifests.
  public let name: String
  /// In reports.
  public let title: (french: String, english: String)
  /// Each at its place in a row.
  public let fields: [Field]
  /// Whether only the deliveries dated on or before the as-of date are seen (DOMAIN section 4).
  public let isDelivered: Bool
  /// Why its rows may be rejected, beside what no source can read; in the order in which they are looked at.
  public let reasons: [Reason]

  public init(
    _ name: String, title: (french: String, english: String), isDelivered: Bool, fields: FieldList, reasons: [Reason]
  ) {
    self.name = name
    self.title = title
    self.isDelivered = isDelivered
    self.fields = fields.all
    self.reasons = reasons
  }

  /// The names of the fields that must be fed by a column for a row to mean anything.
  public var requiredFields: [String] { names(.required) + names(.wide) }
  /// Of those of which a layout feeds at least one.
  public var alternatives: [String] { names(.alternative) }
  /// Of those whose absence is the state "missing" in every row.
  public var optionalFields: [String] { names(.optional) }

  private func names(_ need: Field.Need) -> [String] { fields.filter { $0.need == need }.map(\.name) }

  /// The place of a field in a row; `nil` where the source has none of that name.
  func place(of field: String) -> Int? { fields.firstIndex { $0.name == field } }
}

/// A field of a source: what a column of a layout may feed.
public struct Field: Sendable {
  public enum Need: Sendable {
    /// A row means nothing without it.
    case required
    /// One of several, of which a layout feeds at least one.
    case alternative
    /// Where no column feeds it, it is missing in every row.
    case optional
    /// Required, and fed by many columns, one for each FAP métier (DOMAIN section 2.5).
    case wide
  }

  /// In layouts.
  public let name: String
  public let need: Need
  /// In a row, from 0.
  public let place: Int
}

/// The fields of a source, each named once, at the places in which they are added.
public struct FieldList: Sendable {
  public private(set) var all: [Field] = []

  public init() {}

  public mutating func required(_ name: String) -> Field { add(name, .required) }
  public mutating func alternative(_ name: String) -> Field { add(name, .alternative) }
  public mutating func optional(_ name: String) -> Field { add(name, .optional) }
  public mutating func wide(_ name: String) -> Field { add(name, .wide) }

  private mutating func add(_ name: String, _ need: Field.Need) -> Field {
    let field = Field(name: name, need: need, place: all.count)
    all.append(field)
    return field
  }
}
