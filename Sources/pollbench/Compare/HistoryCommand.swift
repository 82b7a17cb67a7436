import ArgumentParser
import Foundation
import Harness
import Regression

/// `pollbench history`: many runs as one series.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Collect runs into one CSV file for change-point detection.",
        discussion: """
            The file has a row for each run, in the order of time, and a column for each cell and metric: the median \
            of the valid rounds, empty if there are none. If the settings of a cell change, a new series CELL#2 \
            begins. Apache Otava reads the file as it is:

              pollbench history results/nightly-* --out history.csv --otava-config otava.yaml
              otava analyze all --config-file otava.yaml

            Otava rejects rows with empty fields. A cell that lacks values in some runs is written to a CSV file of \
            its own, history-1.csv and so on, which leaves these runs out.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The runs: folders of results, or cells.csv files.", valueName: "results"))
    var results: [String]

    @Option(
        help: ArgumentHelp(
            "Columns of cells.csv, separated by commas. (default: iops,lat_p50_ns,lat_p99_ns)",
            valueName: "names"),
        transform: CompareWords.metrics)
    var metric = CompareWords.defaultMetrics

    @Option(
        help: ArgumentHelp(
            "Only cells whose names this regular expression matches anywhere.", valueName: "regex"))
    var only: String?

    @Flag(help: "Also count rounds that are marked invalid, such as short or disturbed ones.")
    var includeInvalid = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write (default: stdout).", valueName: "file"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Also write a configuration for Apache Otava: a test for each cell, and the group `all`.",
            valueName: "file"))
    var otavaConfig: String?

    func run() throws {
        guard otavaConfig == nil || out != nil else {
            throw HarnessError.usage("--otava-config refers to the CSV file: name one by --out")
        }
        let files = [out, otavaConfig].compactMap(\.self).map { URL(filePath: $0).standardizedFileURL.path }
        guard Set(files).count == files.count else {
            throw HarnessError.usage("--out and --otava-config name the same file")
        }
        let history = try history()
        for note in history.notes { Pollbench.say(note) }
        try tellOfOtherMachines(history)
        try OutputFile.write(history.csv, to: out)
        if let otavaConfig, let out {
            for file in history.otavaFiles(beside: out) { try OutputFile.write(file.text, to: file.path) }
            try OutputFile.write(history.otavaConfiguration(file: out), to: otavaConfig)
        }
    }

    private func history() throws -> History {
        let isWanted = try only.map { try NameFilter.only($0) }
        let runs = try results.map { try ComparisonSide(readingFrom: $0) }
        guard runs.contains(where: { $0.cells.contains { isWanted?($0) ?? true } }) else {
            throw HarnessError.usage("--only \(only ?? ""): no cell matches")
        }
        return try History(runs, metrics: metric, countsInvalid: includeInvalid) { isWanted?($0) ?? true }
    }

    /// Reports runs between which a step is not due to the code.
    private func tellOfOtherMachines(_ history: History) throws {
        for (before, after) in zip(history.runs, history.runs.dropFirst()) {
            let change = try EnvironmentChange(from: before.path, to: after.path)
            guard change.missing.isEmpty, let obstacle = change.obstacle else { continue }
            Pollbench.say("\(after.path): not comparable with \(before.path) before it: \(obstacle)")
        }
    }
}
