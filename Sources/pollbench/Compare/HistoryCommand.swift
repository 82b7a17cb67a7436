import ArgumentParser
import Comparison
import Foundation
import Harness

/// `pollbench history`: many runs as one series.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Gather runs into one CSV, in which change-point tools find steps.",
        discussion: """
            A row for each run, in the order of time, and a column for each cell and metric: medians over the valid \
            rounds, empty where there is none. A cell that has other settings from some run on is another series, \
            CELL#2. Apache Otava reads it as it is:

              pollbench history results/nightly-* --out history.csv --otava-config otava.yaml
              otava analyze all --config-file otava.yaml

            Otava takes no row without a number: a cell that lacks values in some runs has a CSV of its own beside it, \
            history-1.csv and so on, which leaves these runs out.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The runs: folders of results, or cells.csv files.", valueName: "results"))
    var results: [String]

    @Option(
        help: ArgumentHelp(
            "Columns of cells.csv by comma. (default: iops,lat_p50_ns,lat_p99_ns)", valueName: "names"),
        transform: CompareWords.metrics)
    var metric = CompareWords.defaultMetrics

    @Option(
        help: ArgumentHelp(
            "Only the cells whose names this regular expression matches somewhere.", valueName: "regex"))
    var only: String?

    @Flag(help: "Count rounds too that are marked as not to be trusted: short or disturbed ones.")
    var includeInvalid = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write (default: stdout).", valueName: "file"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Write a configuration for Apache Otava too: a test for each cell, and the group `all`.",
            valueName: "file"))
    var otavaConfig: String?

    func run() throws {
        guard otavaConfig == nil || out != nil else {
            throw HarnessError.usage("--otava-config names the CSV, so that must be a file: --out")
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
        let runs = try results.map { try ResultSet(readingFrom: $0) }
        guard runs.contains(where: { $0.cells.contains { isWanted?($0) ?? true } }) else {
            throw HarnessError.usage("--only \(only ?? ""): no cell has such a name")
        }
        return try History(runs, metrics: metric, countsInvalid: includeInvalid) { isWanted?($0) ?? true }
    }

    /// A step there is not the code's.
    private func tellOfOtherMachines(_ history: History) throws {
        for (before, after) in zip(history.runs, history.runs.dropFirst()) {
            let change = try EnvironmentChange(from: before.path, to: after.path)
            guard change.missing.isEmpty, let obstacle = change.obstacle else { continue }
            Pollbench.say("\(after.path): not as \(before.path) before it: \(obstacle)")
        }
    }
}
