import Foundation
import Glibc
import Ingest

/// The folder `layouts` beside a definition; each file is read once.
struct LayoutFolder {
  let path: String
  /// Those that have been read, in that order.
  private(set) var files: [YAMLFile] = []
  private var read: [String: Layout] = [:]

  init(path: String) { self.path = path }

  init(besideDefinition path: String) {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    self.path = folder + "layouts"
  }

  /// The layouts that an input lists.
  mutating func layouts(named list: YAMLValue, of source: Source) throws(DefinitionError) -> [Layout] {
    var layouts: [Layout] = []
    var problems = Problems()
    for element in try list.list() {
      if let layout = problems.gather(try layout(named: element, of: source)) { layouts.append(layout) }
    }
    try problems.raise()
    guard !layouts.isEmpty else { throw list.problem("layouts is empty; name at least one", known: names) }
    _ = try list.texts()
    return layouts
  }

  /// Every layout of the folder, in the order of their names. A file without a byte is none yet: a shell makes it so
  /// before the command that writes it begins.
  mutating func all() throws(DefinitionError) -> [Layout] {
    var problems = Problems()
    var layouts: [Layout] = []
    for name in names {
      let file = "\(path)/\(name).yaml"
      if isEmpty(file) { continue }
      if let layout = problems.gather(try Layout(named: name, reading: YAMLFile(path: file))) { layouts.append(layout) }
    }
    try problems.raise()
    return layouts
  }

  private mutating func layout(named element: YAMLValue, of source: Source) throws(DefinitionError) -> Layout {
    let layout = try layout(named: element)
    guard layout.source == source else {
      throw element.problem(
        "layout '\(layout.name)' is of source '\(layout.source.name)', not of '\(source.name)'")
    }
    return layout
  }

  private mutating func layout(named element: YAMLValue) throws(DefinitionError) -> Layout {
    let known = names
    guard !known.isEmpty else {
      throw element.problem("the folder \(path) holds no layout; put <name>.yaml files there")
    }
    // A name off the list is never opened, so that it cannot lead out of the folder.
    let name = try element.name("layout", from: known)
    if let layout = read[name] { return layout }
    let file = try YAMLFile(path: "\(path)/\(name).yaml")
    let layout = try Layout(named: name, reading: file)
    files.append(file)
    read[name] = layout
    return layout
  }

  /// Asked of the system: Foundation leaks what it reads of an empty file.
  private func isEmpty(_ file: String) -> Bool {
    var status = stat()
    return stat(file, &status) == 0 && status.st_size == 0
  }

  /// In the order of their names.
  private var names: [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return entries.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }
}

/// The folder `Pipelines` of definitions and their layouts.
public enum PipelineFolder {
  /// That of the folder where the command was called, else that which was installed with it.
  public static var path: String { isHere ? "Pipelines" : installed }

  public static var layouts: String { path + "/layouts" }

  private static var isHere: Bool { FileManager.default.fileExists(atPath: "Pipelines/layouts") }

  /// An installed command has its definitions beside it.
  public static var installed: String {
    let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return binary.appending(path: "../share/outcomes/Pipelines").standardized.path
  }
}
