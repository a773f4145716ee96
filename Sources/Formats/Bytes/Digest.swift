import CCrypto

/// A SHA-256 that is fed part by part, by OpenSSL's libcrypto: it comes with the distribution, and so do its repairs.
public final class SHA256 {
  private let context = EVP_MD_CTX_new()

  public init() { begin() }

  deinit { EVP_MD_CTX_free(context) }

  /// Only memory that has run out makes libcrypto fail here: a digest that may be wrong must not go on.
  private func begin() { precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto: no SHA-256") }

  public func update(_ part: UnsafeRawBufferPointer) {
    guard let start = part.baseAddress else { return }
    precondition(EVP_DigestUpdate(context, start, part.count) == 1, "libcrypto: SHA-256 failed")
  }

  /// The digest of all that was fed, 32 bytes; what is fed afterwards begins another.
  public func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    precondition(EVP_DigestFinal_ex(context, &digest, nil) == 1, "libcrypto: SHA-256 failed")
    begin()
    return digest
  }

  /// Of bytes in memory.
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    let hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }
}

/// The HMAC-SHA-256 of a message under a key (RFC 2104), 32 bytes.
public func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
  var code = [UInt8](repeating: 0, count: 32)
  let made = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, nil)
  precondition(made != nil, "libcrypto: HMAC-SHA-256 failed")
  return code
}
