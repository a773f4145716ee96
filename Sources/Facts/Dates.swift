import Count

extension Dimension.Values {
  static let month = Dimension.Values.pattern("[0-9]{4}-[0-9]{2}")
}

/// The value of a dimension that says whether.
let yes: @Sendable (Bool) -> String = { $0 ? "yes" : "no" }

/// `2016` of `2016-05`.
let yearOfMonth: @Sendable (String) -> String? = { String($0.prefix(4)) }
