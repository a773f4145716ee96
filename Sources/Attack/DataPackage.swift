import Foundation

/// What `datapackage.json` says of the tables, in its own words: none of its names means anything here.
struct DataPackage: Decodable {
  let disclosure: Disclosure
  let resources: [Resource]

  struct Disclosure: Decodable {
    /// By unit, the largest count that is hidden; 0 where none is for its size.
    let hiddenUpTo: [String: Int64]
    /// A hidden count that is known to less than this, most less least, is found.
    let narrowestInterval: Int64
    let facts: [String: String]
  }

  struct Resource: Decodable {
    let name: String
    let path: String
    let fact: String?
    let filters: [Filter]?
    let margins: [String]?
    let schema: Schema
  }

  struct Filter: Decodable {
    let dimension: String
    let value: String
    let coarsensTo: [Coarsening]?
  }

  struct Schema: Decodable {
    let fields: [Column]
  }

  struct Column: Decodable {
    let name: String
    let role: String?
    let unit: String?
    let coarsensTo: [Coarsening]?
    let meaning: Meaning

    private enum Key: String, CodingKey {
      case name, role, unit, coarsensTo
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      name = try container.decode(String.self, forKey: .name)
      role = try container.decodeIfPresent(String.self, forKey: .role)
      unit = try container.decodeIfPresent(String.self, forKey: .unit)
      coarsensTo = try container.decodeIfPresent([Coarsening].self, forKey: .coarsensTo)
      meaning = try Meaning(from: decoder)
    }
  }

  /// What a value of one dimension tells of another.
  struct Coarsening: Decodable {
    let dimension: String
    let prefix: Int?
    let quarter: Bool?
    let map: [String: [String]]?

    /// The values that are possible; `nil` where it tells nothing.
    func values(of label: String) -> Set<String>? {
      if let map { return map[label].map { Set($0) } }
      if let prefix { return label.count >= prefix ? [String(label.prefix(prefix))] : nil }
      guard quarter == true, let month = Int(label.suffix(2)) else { return nil }
      return ["\(label.prefix(4))-Q\((month + 2) / 3)"]
    }
  }

  /// What a number is.
  struct Meaning: Decodable {
    var counts: CountName?
    var distinct: Bool?
    var partOf: [CountName]?
    var shareOf: [CountName]?
    var sumOf: [CountName]?
    var rises: String?
    var cumulates: Cumulation?
    var among: Subpopulation?
    var equals: Equality?
    var rate: Rate?
    var follows: [CountName]?
    var open: Bool?
    var rows: Rows?
    var unit: String?
  }

  struct Rate: Decodable {
    let part: CountName
    let whole: CountName
    let weighted: Bool?
  }

  struct Cumulation: Decodable {
    let count: CountName
    let along: String
    let within: String
  }

  struct Subpopulation: Decodable {
    let of: CountName
    let to: CountName
    let `in`: CountName
    let at: [String: String]
  }

  struct Equality: Decodable {
    let count: CountName
    let without: [String: [String]]
    let within: [String]
  }

  struct Rows: Decodable {
    let by: String
    let values: [String: Meaning]
  }

  /// A count of the table's own fact and the row's own values, unless it says otherwise: a name alone, or an object.
  struct CountName: Decodable {
    let count: String
    var fact: String?
    var `where`: [String: Value] = [:]
    var sameFor: [String] = []
    var upTo: [String: Int] = [:]

    enum Value: Decodable {
      case text(String)
      case column(String)

      init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
          self = .text(text)
        } else {
          self = .column(try decoder.singleValueContainer().decode([String: String].self)["column"] ?? "")
        }
      }
    }

    private enum Key: String, CodingKey {
      case count, fact, `where`, sameFor, upTo
    }

    init(from decoder: any Decoder) throws {
      if let name = try? decoder.singleValueContainer().decode(String.self) {
        count = name
        return
      }
      let container = try decoder.container(keyedBy: Key.self)
      count = try container.decode(String.self, forKey: .count)
      fact = try container.decodeIfPresent(String.self, forKey: .fact)
      `where` = try container.decodeIfPresent([String: Value].self, forKey: .where) ?? [:]
      sameFor = try container.decodeIfPresent([String].self, forKey: .sameFor) ?? []
      upTo = try container.decodeIfPresent([String: Int].self, forKey: .upTo) ?? [:]
    }
  }
}
