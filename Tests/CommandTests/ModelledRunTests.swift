import Results
import Testing

@testable import pollbench

/// `pollbench run --machine`: rows and words of runs in virtual time.
@Suite struct ModelledRunTests {
    private static let arguments = [
        "run", "--filename", "model:0", "--machine", "graviton2-64", "--numjobs", "2", "--poll-queues", "1",
        "--iodepth",
        "4", "--design", "bio-array,iterate-all", "--runtime", "100us", "--ramp-time", "10us",
    ]

    /// What tells when and by which command a row was made.
    private static let provenance: Set = ["time", "run_id", "command", "commit", "environment", "host"]

    private func rows() throws -> [CellRow] {
        let command = try Command(Self.arguments + ["--format", "csv"])
        #expect(command.code == 0, "\(command.errors)")
        let file = try TemporaryFile.make(sizeBytes: 0)
        try command.output.write(to: file, atomically: false, encoding: .utf8)
        return try CellsCSV.rows(ofFile: file.path)
    }

    @Test func theSameCommandGivesTheSameRows() throws {
        let (first, second) = (try rows(), try rows())
        #expect(first.count == 2 && second.count == 2)
        for (one, other) in zip(first, second) {
            for column in CellRow.columns where !Self.provenance.contains(column.name) {
                #expect(column.field(one) == column.field(other), "\(column.name) of \(one.design)")
            }
        }
    }

    @Test func aRowNamesItsMachineAndNothingOfTheHost() throws {
        let row = try #require(try rows().first)
        #expect(
            row.machine == "graviton2-64" && row.machineParameters == nil && row.machineDigest?.count == 16)
        #expect(row.cpus == "0-1" && row.runtimeSeconds == 0.0001 && row.iops ?? 0 > 0)
        #expect(row.cpuUserNanosecondsPerIO == nil && row.cpuSystemNanosecondsPerIO == nil)
        #expect(row.contextSwitchesPerIO == nil && row.measurementOverheadNanoseconds == nil)
    }

    @Test func theTableSaysThatItIsModelled() throws {
        let command = try Command(Self.arguments)
        #expect(command.output.contains("modelled on graviton2-64"))
        #expect(command.output.contains("\nModelled on graviton2-64: Undecided"))
    }

    @Test func aDryRunTellsVirtualTimeFromReal() throws {
        let command = try Command(Self.arguments + ["--dry-run"])
        #expect(
            command.output.hasSuffix("2 cells, 1 round, 2 runs: 220 µs of virtual time\n"),
            "\(command.output)")
    }
}
