import ArgumentParser
import BlockLayer
import Foundation
import Harness
import Results
import Units

/// One of several parts of a matrix.
struct ShardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run only part I of N. Each part has whole settings, dealt out by time, the same on every host. Without "
                + "--out its results go to results/NAME-I-of-N.",
            valueName: "I/N"),
        transform: Shard.init(parsing:))
    var shard: Shard?

    @Option(
        help: ArgumentHelp(
            "List the settings, cells and times of each of N shards, and run nothing.", valueName: "N"),
        transform: Shard.count)
    var listShards: Int?

    /// The folder of a shard's results where none is given; nil without a shard.
    func folder(of matrix: String) -> String? {
        shard.map {
            "results/\(URL(filePath: matrix).deletingPathExtension().lastPathComponent)-\($0.folderName)"
        }
    }
}

extension MatrixShards {
    /// `the matrix has 2 settings`
    var extent: String { "the matrix has \(settingCount) setting\(settingCount == 1 ? "" : "s")" }

    /// A line for each shard, below a heading.
    ///
    /// - Parameter rounds: that each does.
    func text(rounds: Int) -> String {
        var grid = TextGrid()
        func column(_ name: String, _ text: (Int, Part) -> String) {
            grid.columns.append(
                TextGrid.Column(
                    alignment: .right, cells: [name] + parts.enumerated().map { text($0 + 1, $1) }))
        }
        column("shard") { number, _ in "\(number)/\(parts.count)" }
        column("settings") { "\($1.settings)" }
        column("cells") { "\($1.cells)" }
        column("runs") { "\($1.cells * rounds)" }
        column("time") { _, part in
            Nanoseconds.text(
                ofRuns: part.nanoseconds.multipliedSaturated(by: UInt64(rounds)),
                virtual: part.virtualNanoseconds.multipliedSaturated(by: UInt64(rounds)))
        }
        return grid.text
    }
}
