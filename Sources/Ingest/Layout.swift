public import Formats

/// What a file looks like: the content of one `Pipelines/layouts/<name>.yaml`.
///
/// A file is recognised by its header, never by its name: it has this layout when every column that is not optional
/// stands in its header and its header holds no column that the layout does not list.
public struct Layout: Sendable, Equatable {
  /// The name in the definition, which is the name of the YAML file.
  public var name: String
  public var source: Source
  public var format: Format
  /// What a field is decoded as when it is not valid UTF-8 (DOMAIN section 3).
  public var encoding: TextEncoding
  /// The spellings of a missing value, beside the empty field.
  public var missing: [String]
  public var dates: DateForm
  /// Whether a zip archive may hold several files of it.
  public var takesSeveralMembers: Bool
  /// The line of a text, or the row of a sheet, in which the names of the columns stand, from 1; those above it are no rows.
  /// `nil` is the first line, or the first row that is not blank.
  public var headerLine: Int?
  public var columns: [Column]
  /// How the file name gives the delivery and, for a full delivery, its range of hire dates.
  public var fileNames: [FileNamePattern]

  public enum Format: Sendable, Equatable {
    case delimited(DelimitedForm)
    /// The data sheet of a workbook is the first whose first row, or that of `headerLine`, is a header of this layout; a
    /// hidden one where no other is.
    case workbook
    /// XML messages, one after the other.
    case xml(XMLForm)

    public var isDelimited: Bool { if case .delimited = self { true } else { false } }
    public var isXML: Bool { if case .xml = self { true } else { false } }
  }

  public enum DateForm: String, Sendable, CaseIterable {
    case yearFirst = "yyyy-mm-dd"
    case dayFirst = "dd/mm/yyyy"
  }

  /// A column of the header, read into a field or only known.
  public struct Column: Sendable, Equatable {
    /// A column for each FAP métier.
    public var isWide: Bool { names[0].contains("<fap>") }

    /// The accepted spellings; `<yy>` stands for the two digits of any year. Compared trimmed and in lower case.
    public var names: [String]
    /// 1 for the first column of that name in the header, 2 for the second.
    public var occurrence: Int
    /// The field of the source that the column feeds; `nil` for a column that is listed and not read.
    public var field: String?
    /// The value says who a person is: masked wherever it would be shown.
    public var isIdentifying: Bool
    public var isOptional: Bool

    public init(
      _ names: [String], occurrence: Int = 1, field: String? = nil, isIdentifying: Bool = false,
      isOptional: Bool = false
    ) {
      self.names = names
      self.occurrence = occurrence
      self.field = field
      self.isIdentifying = isIdentifying
      self.isOptional = isOptional
    }
  }

  public init(
    name: String, source: Source, format: Format, encoding: TextEncoding = .windows1252, missing: [String] = [],
    dates: DateForm = .yearFirst, takesSeveralMembers: Bool = true,
    headerLine: Int? = nil, columns: [Column], fileNames: [FileNamePattern] = []
  ) {
    self.name = name
    self.source = source
    self.format = format
    self.encoding = encoding
    self.missing = missing
    self.dates = dates
    self.takesSeveralMembers = takesSeveralMembers
    self.headerLine = headerLine
    self.columns = columns
    self.fileNames = fileNames
  }
}
