/// The parts of a workbook: its sheets in order, its shared strings and styles, found through the relationships.
struct WorkbookIndex {
  var sheets: [Workbook.Sheet] = []
  var sharedStrings: String?
  var styles: String?
  /// Whether days are counted from 1904.
  var countsFrom1904 = false

  /// The part of a path in a relationship: absolute, or relative to the folder of the part that has it.
  static func resolve(_ target: String, from part: String) -> String {
    var folders = target.hasPrefix("/") ? [] : part.split(separator: "/").dropLast()
    for step in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      switch step {
      case ".": break
      case "..": _ = folders.popLast()
      default: folders.append(step)
      }
    }
    return folders.joined(separator: "/")
  }

  /// Where the relationships of a part stand: `xl/workbook.xml` has `xl/_rels/workbook.xml.rels`.
  static func relationshipsPart(of part: String) -> String {
    var steps = part.split(separator: "/").map(String.init)
    let name = steps.popLast() ?? ""
    return (steps + ["_rels", name + ".rels"]).joined(separator: "/")
  }
}

/// One line of a `.rels` part.
struct Relationship {
  let id: String
  /// The last word of its type (`worksheet`): the addresses before it differ between transitional and strict.
  let kind: String
  let target: String
}

/// Reads a `.rels` part.
struct RelationshipsVisitor: XMLVisitor {
  private(set) var relationships: [Relationship] = []
  private let relationship, id, type, target, targetMode: XMLName

  init(names: XMLStream) {
    relationship = names.name("Relationship")
    (id, type) = (names.name("Id"), names.name("Type"))
    (target, targetMode) = (names.name("Target"), names.name("TargetMode"))
  }

  mutating func startElement(_ element: XMLElement) throws {
    guard element.name == relationship, element.text(targetMode) != "External", let id = element.text(id),
      let type = element.text(type), let target = element.text(target)
    else { return }
    let kind = type.split(separator: "/").last.map(String.init) ?? type
    relationships.append(Relationship(id: id, kind: kind, target: target))
  }

  mutating func endElement(_ name: XMLName) throws {}
  mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {}
}

/// Reads the list of sheets in `workbook.xml`.
struct SheetListVisitor: XMLVisitor {
  private(set) var sheets: [(name: String, relationship: String, isHidden: Bool)] = []
  private(set) var countsFrom1904 = false
  private var isInList = false
  private let list, sheet, nameAttribute, id, state, properties, date1904: XMLName

  init(names: XMLStream) {
    (list, sheet) = (names.name("sheets"), names.name("sheet"))
    (nameAttribute, id, state) = (names.name("name"), names.name("id"), names.name("state"))
    (properties, date1904) = (names.name("workbookPr"), names.name("date1904"))
  }

  mutating func startElement(_ element: XMLElement) throws {
    if element.name == list { isInList = true }
    if element.name == properties {
      countsFrom1904 = ["1", "true", "on"].contains(element.text(date1904)?.lowercased())
    }
    guard isInList && element.name == sheet, let id = element.text(prefixed: id) ?? element.text(id) else { return }
    let isHidden = ["hidden", "veryhidden"].contains(element.text(state)?.lowercased())
    sheets.append((element.text(nameAttribute) ?? "", id, isHidden))
  }

  mutating func endElement(_ name: XMLName) throws {
    if name == list { isInList = false }
  }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {}
}
