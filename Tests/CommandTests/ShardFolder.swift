import Foundation
import Results

/// A folder with a small modelled matrix, whose rows are the same whenever they are run.
struct ShardFolder {
    static let matrix = """
        stacks:
          one: {device: model:0}
          two: 0 16384 striped 2 8 model:0 0 model:1 0
        designs: [bio-array, iterate-all, interrupt]
        axes: {machine: graviton2-64, iodepth: [1, 4]}
        rounds: 2
        runtime: 50us
        ramp_time: 0

        """

    /// Stacks, depths, designs and rounds.
    static let rowCount = 2 * 2 * 3 * 2

    private let home = FileManager.default.temporaryDirectory.appending(path: "shards-\(UUID())")

    init() throws {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false)
        try write("small.yaml", Self.matrix)
    }

    func remove() { try? FileManager.default.removeItem(at: home) }

    func write(_ name: String, _ text: String) throws {
        try text.write(to: home.appending(path: name), atomically: false, encoding: .utf8)
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: home.appending(path: name), encoding: .utf8)
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: home.appending(path: name).path)
    }

    func rows(_ name: String) throws -> [CellRow] {
        try CellsCSV.rows(ofFile: home.appending(path: name).path + "/cells.csv")
    }

    /// Runs `pollbench` in the folder.
    func run(_ arguments: String..., environment: [String] = []) throws -> Command {
        try run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String] = []) throws -> Command {
        try Command(arguments, by: ["env", "-C", home.path] + environment)
    }

    /// Runs the shards of a matrix, in folders `1`, `2` and so on.
    func runShards(_ count: Int, environment: [String] = []) throws {
        for number in 1...count {
            _ = try run(
                "matrix", "small.yaml", "--shard", "\(number)/\(count)", "--out", "\(number)",
                environment: environment)
        }
    }

    /// Runs a matrix of this machine as two hosts do, in folders `a` and `b`.
    func runFleet() throws {
        try write(
            "fleet.yaml",
            """
            stacks: {one: {device: model:0}}
            designs: [bio-array, iterate-all]
            rounds: 2
            runtime: 2ms
            ramp_time: 0
            """)
        for host in ["a", "b"] {
            _ = try run("matrix", "fleet.yaml", "--out", host, environment: ["POLLBENCH_HOST=\(host)"])
        }
    }
}
