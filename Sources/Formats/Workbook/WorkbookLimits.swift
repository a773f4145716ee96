/// What a workbook may ask of its reader before it is refused.
public struct WorkbookLimits: Sendable, Hashable {
  /// Bytes of one sheet's XML, and of the shared strings' XML. A real sheet of 53 000 rows has 28 MB.
  public var sheetBytes: Int
  /// Bytes of XML for each compressed byte of a part. Real sheets reach 8 to 30, a bomb 1 000.
  public var ratio: Int
  /// Bytes of the parts that say which sheets there are.
  public var indexBytes: Int
  /// Strings in the shared table.
  public var sharedStrings: Int
  /// Bytes of text in the shared table, which is held in memory.
  public var sharedStringBytes: Int
  /// Bytes of text in one cell; spreadsheet programs stop at 32 767 characters.
  public var cellBytes: Int
  /// Bytes of text in one row, shared strings apart.
  public var rowBytes: Int
  public var xml: XMLLimits

  public init(
    sheetBytes: Int = 512 << 20, ratio: Int = 200, indexBytes: Int = 16 << 20, sharedStrings: Int = 4_000_000,
    sharedStringBytes: Int = 64 << 20, cellBytes: Int = 1 << 20, rowBytes: Int = 16 << 20,
    xml: XMLLimits = XMLLimits(depth: 64)
  ) {
    self.sheetBytes = sheetBytes
    self.ratio = ratio
    self.indexBytes = indexBytes
    self.sharedStrings = sharedStrings
    self.sharedStringBytes = sharedStringBytes
    self.cellBytes = cellBytes
    self.rowBytes = rowBytes
    self.xml = xml
  }

  var zip: ZipLimits { ZipLimits(memberBytes: max(sheetBytes, indexBytes), ratio: ratio) }
}
