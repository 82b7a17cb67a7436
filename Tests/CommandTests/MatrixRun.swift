import Foundation
import Testing

/// A matrix in a folder of its own, and the folder of its results.
struct MatrixRun {
    private let home: URL
    let file: URL
    let results: URL

    init(_ yaml: String) throws {
        home = FileManager.default.temporaryDirectory.appendingPathComponent("pollbench-\(UUID().uuidString)")
        file = home.appendingPathComponent("matrix.yaml")
        results = home.appendingPathComponent("results")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false)
        try yaml.write(to: file, atomically: false, encoding: .utf8)
    }

    func remove() {
        try? FileManager.default.removeItem(at: home)
    }

    func run(
        _ options: [String] = [], by launcher: [String] = [], signalsAfter delays: [TimeInterval] = [],
        signal: Int32 = SIGINT
    ) throws -> Command {
        try Command(
            ["matrix", file.path, "--out", results.path, "--format", "csv"] + options, by: launcher,
            signalsAfter: delays, signal: signal)
    }

    func removeResults() throws {
        if FileManager.default.fileExists(atPath: results.path) {
            try FileManager.default.removeItem(at: results)
        }
    }

    /// `CELL ROUND` of all rows, in their order.
    func cells() throws -> [String] {
        try rows("cells.csv").map { "\($0[4]) \($0[5])" }
    }

    /// The IOs of each cell and round by the rows, and by the histograms of latencies. A run of milliseconds may have
    /// come to nothing, where others had the CPU.
    func ios() throws -> (rows: [String: Int], histograms: [String: Int]) {
        var counts: (rows: [String: Int], histograms: [String: Int]) = ([:], [:])
        for row in try rows("cells.csv") where row[27] != "0" {
            counts.rows["\(row[3]) \(row[4]) \(row[5])"] = Int(row[27])
        }
        for line in try rows("histograms.csv") where line[3] == "lat" {
            counts.histograms["\(line[0]) \(line[1]) \(line[2])", default: 0] += Int(line[5]) ?? 0
        }
        return counts
    }

    /// The fields of a file's lines below its header. None of these tests has a comma or a quote before the last.
    private func rows(_ name: String) throws -> [[String]] {
        try String(contentsOf: results.appendingPathComponent(name), encoding: .utf8)
            .split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
