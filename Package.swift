// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is compiled alike: the compiler keeps the direction of imports, and a warning is an error.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: house)
}

let package = Package(
  name: "hiring-outcomes",
  products: [.executable(name: "outcomes", targets: ["outcomes"])],
  traits: [
    .trait(
      name: "PostgreSQL",
      description: "The command can publish into PostgreSQL, and needs libpq: make build POSTGRESQL=1")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // The road, from the command down to the bytes: a module imports only those below it.
    .executableTarget(
      name: "outcomes",
      dependencies: [
        "Reference", "Nights", "Explain", "Checks", "Ledger", "Road", "Definition", "Failures", "Sample", "Export",
        "Facts", "Count", "Ingest", "LabourMarket", "Formats", "CMemory", arguments, logging,
        .target(name: "PostgreSQL", condition: .when(traits: ["PostgreSQL"])),
      ],
      swiftSettings: house),
    module(
      "Reference", ["Definition", "Failures", "Facts", "Count", "Deliveries", "Ingest", "LabourMarket", "Formats"]),
    module(
      "Nights",
      [
        "Checks", "Ledger", "Road", "Definition", "Failures", "Publish", "Export", "Ingest", "LabourMarket", "Formats",
        logging,
      ]),
    module(
      "Explain",
      [
        "Ledger", "Road", "Definition", "Failures", "Publish", "Facts", "Count", "Join", "Normalise", "Deliveries",
        "Ingest", "LabourMarket", "Formats",
      ]),
    module(
      "Checks",
      ["Ledger", "Road", "Definition", "Publish", "Facts", "Count", "Deliveries", "Ingest", "LabourMarket", "Formats"]),
    module(
      "Ledger",
      [
        "Road", "Definition", "Failures", "Publish", "Protect", "Export", "Facts", "Count", "Ingest",
        "LabourMarket", "Formats",
        logging,
      ]),
    module(
      "Road",
      [
        "Definition", "Failures", "Publish", "Report", "Export", "Attack", "Protect", "Facts", "Count", "Join",
        "Normalise", "Deliveries", "Ingest", "LabourMarket", "Formats", logging,
      ]),
    module(
      "Definition",
      ["Failures", "Export", "Facts", "Count", "Deliveries", "Ingest", "LabourMarket", "Formats", "CProgram", yams]),
    module("Publish", ["Count", "LabourMarket", "Formats", "Failures"]),
    module("Report", ["Drawing", "Facts", "Count", "Deliveries", "LabourMarket"]),
    module(
      "PostgreSQL", ["Export", "Count", .target(name: "CPQ", condition: .when(traits: ["PostgreSQL"]))]),
    module("Export", ["Facts", "Count", "LabourMarket", "Formats", "Failures", "CMemory", "CSQLite", "CXLSXWriter"]),
    module("Drawing"),
    module("Attack", ["Formats", "Solve"]),
    module("Protect", ["Facts", "Count", "Formats", "LabourMarket", "Solve", "Failures"]),
    module("Facts", ["Count", "Join", "Normalise", "Deliveries", "Ingest", "LabourMarket"]),
    module("Count", ["LabourMarket", "Failures"]),
    module("Join", ["Normalise", "Deliveries", "Ingest", "LabourMarket"]),
    module("Normalise", ["Deliveries", "Ingest", "LabourMarket"]),
    module("Deliveries", ["Ingest", "LabourMarket"]),
    module("Ingest", ["LabourMarket", "Formats", "Failures", "CMemory"]),
    module("Solve", ["CGLPK"]),
    module("Sample", ["Formats", "CSampleData"]),
    module("LabourMarket", ["CMemory"]),
    module("Formats", ["Failures", "CByteScan", "CBZip2", "CCrypto", "CISAL", "CLibXML2", "CZlib"]),
    module("Failures"),
    .target(name: "CByteScan", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    // The commit comes with the environment, for which the manifest is read again; Git is not asked again after a commit.
    .target(
      name: "CProgram", cSettings: [.define("PROGRAM_COMMIT", to: "\"\(Context.environment["PROGRAM_COMMIT"] ?? "")\"")]
    ),
    .target(name: "CSampleData", exclude: ["activities.csv", "communes.csv", "metiers.csv"]),
    .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CMemory"),
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // The tests; they see what other modules see, and run on the optimised build.
    .target(
      name: "TestSupport",
      dependencies: [
        "Nights", "Road", "Definition", "Failures", "Normalise", "Deliveries", "Ingest", "LabourMarket", "Formats",
        "CBZip2",
        "CSQLite", logging,
      ],
      path: "Tests/Support", swiftSettings: house),
    tests(
      "FailuresTests",
      [
        "Failures", "Definition", "Publish", "Protect", "Export", "Facts", "Count", "Ingest", "LabourMarket", "Formats",
        "TestSupport",
      ]),
    tests("FormatsTests", ["Formats", "CByteScan"]),
    tests("LabourMarketTests", ["LabourMarket", "TestSupport"]),
    tests("IngestTests", ["Deliveries", "Ingest", "LabourMarket", "Formats", "TestSupport"]),
    tests("DeliveriesTests", ["Deliveries", "Ingest", "LabourMarket", "Formats", "TestSupport"]),
    tests("AttackTests", ["Attack"]),
    tests("NormaliseTests", ["Normalise", "Deliveries", "Ingest", "LabourMarket", "TestSupport"]),
    tests("JoinTests", ["Join", "Normalise", "Deliveries", "Ingest", "LabourMarket", "TestSupport"]),
    tests("PublishTests", ["Publish", "Facts", "Count", "LabourMarket", "Formats"]),
    tests("SolveTests", ["Solve"]),
    tests(
      "ProtectTests",
      ["Protect", "Attack", "Export", "Facts", "Count", "Deliveries", "Ingest", "LabourMarket", "Solve"]),
    tests(
      "FactsTests", ["Facts", "Count", "Join", "Normalise", "Deliveries", "Ingest", "LabourMarket", "TestSupport"]),
    tests("DrawingTests", ["Drawing"]),
    tests("ReportTests", ["Report", "Drawing", "Facts", "Count", "LabourMarket"]),
    tests(
      "PipelineTests",
      [
        "Nights", "Explain", "Checks", "Ledger", "Road", "Definition", "Failures", "Sample", "Publish", "Deliveries",
        "Ingest", "Export", "Facts", "Count", "LabourMarket", "Formats", "TestSupport",
      ]),
    tests("ReferenceTests", ["Reference", "Definition", "Failures", "Deliveries", "Ingest", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// The pages of the modules' API: `make docs`.
if Context.environment["DOCS"] != nil {
  package.dependencies += [.package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0")]
}

// The fuzzer needs a build of its own, with every branch counted: `make check-long`.
if Context.environment["FUZZ"] != nil {
  package.targets += [
    .target(name: "CFuzz", path: "Tests/CFuzz"),
    .executableTarget(
      name: "Fuzz", dependencies: ["TestSupport", "CFuzz"], path: "Tests/Fuzz",
      exclude: ["Crashes", "Dictionaries", "run"],
      swiftSettings: house),
  ]
}
