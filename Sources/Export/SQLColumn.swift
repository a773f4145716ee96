import Count
import Formats

/// How a table stands in a database: its columns with types, then `signs`.
///
/// A number that is hidden or not available is NULL, for no sum may take an `s` for 0. Which of the two it is stands in
/// `signs`, an object of JSON by column, or NULL where the row has none: `signs ->> 'access_rate'` is `s` or `nd`, in
/// SQLite and PostgreSQL alike.
public enum SQLColumn {
  public static let signs = "signs"

  /// A name as SQL takes any.
  public static func quoted(_ name: String) -> String { quotedField(name) }
}

extension TableCard {
  /// The measures of a row that hold a sign, as JSON; `nil` where there are none. Names are of letters and `_`.
  func signs(_ values: [Value]) -> String? {
    let signs = zip(fields, values).compactMap { field, value in
      if case .sign(let sign) = value { "\"\(field.name)\":\"\(sign)\"" } else { nil }
    }
    return signs.isEmpty ? nil : "{\(signs.joined(separator: ","))}"
  }
}
