// swift-tools-version: 6.2
import PackageDescription

// Who may import whom is the architecture (ARCHITECTURE.md, "Targets"). `scripts/check` builds with
// `--explicit-target-dependency-import-check error`, so an import that is not declared here fails.
// There are no package dependencies: the toolchain's Foundation and the system's libcmark are all.

/// The settings of every target: warnings are errors, `any` is written out, and a member is visible only
/// where its module is imported.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let package = Package(
  name: "waiver",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "waiver", targets: ["waiver"])],
  targets: [
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "CSystem"),
    .systemLibrary(name: "CBytes"),

    // The leaf: what every other target needs, and no more. It imports nothing of ours but the searches in bytes.
    library("PortalBase", ["CBytes"]),
    library("Markdown", ["CCMark", "PortalBase"]),
    library("Templates", ["Markdown", "PortalBase"]),
    library("Exceptions", ["PortalBase"]),
    library("Localization", ["Markdown", "PortalBase"]),

    // Pure: content to routes to page models to bytes.
    library("Portal", ["CBytes", "Exceptions", "Localization", "Markdown", "PortalBase", "Templates"]),

    // The edges: disk and processes; sockets; arguments, clock and terminal.
    library(
      "Publishing",
      ["CBytes", "CSystem", "Portal", "Exceptions", "Localization", "Markdown", "PortalBase", "Templates"]),
    library("Preview", ["CSystem", "Portal", "Publishing", "PortalBase"]),
    .executableTarget(
      name: "waiver", dependencies: ["Publishing", "Preview", "Portal", "PortalBase"],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["PortalBase"], path: "Tests/TestSupport",
      swiftSettings: settings),
    // What `scripts/bench-parsers` runs; no product.
    .executableTarget(
      name: "bench-parsers",
      dependencies: [
        "CCMark", "Publishing", "Portal", "Localization", "Markdown", "Templates", "PortalBase", "TestSupport",
      ],
      path: "Tests/ParserBench", swiftSettings: settings),
    tests("PortalBaseTests", ["CBytes", "PortalBase"]),
    tests("MarkdownTests", ["Markdown", "PortalBase"]),
    tests("TemplatesTests", ["Templates", "Markdown", "PortalBase"]),
    tests("ExceptionsTests", ["Exceptions", "PortalBase"]),
    tests("LocalizationTests", ["Localization", "Markdown", "PortalBase"]),
    tests(
      "PortalTests",
      ["Portal", "Exceptions", "Localization", "Markdown", "Templates", "PortalBase"]),
    tests("PublishingTests", ["Publishing", "Portal", "PortalBase"]),
    tests("PreviewTests", ["Preview", "Publishing", "Portal", "PortalBase"]),
    tests(
      "WaiverTests",
      [
        "waiver", "Publishing", "Preview", "Portal", "Exceptions", "Localization", "Markdown", "Templates",
        "PortalBase",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
