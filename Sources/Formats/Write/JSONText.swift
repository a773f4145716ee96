import Foundation

/// A value as the product writes JSON: keys in order and in snake case, one a line, a line feed at the end. The same value
/// gives the same bytes.
public func jsonText(_ value: some Encodable) throws -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return Array(try encoder.encode(value)) + [0x0A]
}

/// Reads back what `jsonText` wrote.
public func parseJSON<Value: Decodable>(_ bytes: [UInt8]) throws -> Value {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(Value.self, from: Data(bytes))
}
