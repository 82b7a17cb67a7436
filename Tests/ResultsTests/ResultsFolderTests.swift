import Foundation
import Testing

@testable import Results

@Suite struct ResultsFolderTests {
    /// Runs the body with a path inside a fresh folder that is removed afterwards.
    private func withPath(_ body: (String) throws -> Void) throws {
        let base = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: base, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: base) }
        try body(base.path + "/results/one")
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try FileBytes.read(path), as: UTF8.self)
    }

    private func row(_ round: Int) -> CellRow {
        var row = CellRow()
        row.runID = "run,1"
        row.cellID = "cell"
        row.round = round
        return row
    }

    private let histogram = CellHistogram(.latency, counts: [(100, 3), (250, 1)])

    @Test func headerOnceOverSeveralRuns() throws {
        try withPath { path in
            for round in 1...3 { try ResultsFolder(path: path).append(row(round)) }
            #expect(try text(path + "/cells.csv") == CellsCSV.text(of: (1...3).map(row)))
        }
    }

    @Test func resumedRunSeesWhatIsDone() throws {
        try withPath { path in
            try ResultsFolder(path: path).append(row(1))
            #expect(try ResultsFolder(path: path).existingRows == [row(1)])
        }
    }

    @Test func rowIsOnDiskWhenAppendReturns() throws {
        try withPath { path in
            let folder = try ResultsFolder(path: path)
            try folder.append(row(1))
            #expect(try CellsCSV.rows(ofFile: path + "/cells.csv") == [row(1)])
            try folder.append(row(2))
            #expect(try CellsCSV.rows(ofFile: path + "/cells.csv") == [row(1), row(2)])
        }
    }

    @Test func histogramsAreLossless() throws {
        try withPath { path in
            let lag = CellHistogram(.lag, counts: [(0, .max)])
            try ResultsFolder(path: path).append(row(2), histograms: [histogram, lag])
            let expected = """
                run_id,cell_id,round,metric,value_ns,count
                "run,1",cell,2,lat,100,3
                "run,1",cell,2,lat,250,1
                "run,1",cell,2,lag,0,18446744073709551615

                """
            #expect(try text(path + "/histograms.csv") == expected)
        }
    }

    @Test func tornRowIsRemovedOnResume() throws {
        try withPath { path in
            try ResultsFolder(path: path).append(row(1))
            let whole = try text(path + "/cells.csv")
            try (whole + "1,2026-01-02T03").write(
                toFile: path + "/cells.csv", atomically: false, encoding: .utf8)
            try ResultsFolder(path: path).append(row(2))
            #expect(try CellsCSV.rows(ofFile: path + "/cells.csv") == [row(1), row(2)])
        }
    }

    @Test func histogramsOfAKilledCellAreRemovedOnResume() throws {
        try withPath { path in
            try ResultsFolder(path: path).append(row(1), histograms: [histogram])
            let whole = try text(path + "/histograms.csv")
            try (whole + histogram.lines(for: row(2)) + "\"run,").write(
                toFile: path + "/histograms.csv", atomically: false, encoding: .utf8)
            _ = try ResultsFolder(path: path)
            #expect(try text(path + "/histograms.csv") == whole)
        }
    }

    /// Four IOs, of which the histogram has all, or lacks some, or the lags.
    @Test(
        arguments: [(4, 5000, true), (3, 5000, false), (4, nil, false), (4, 2000, false)]
            as [(UInt64, UInt64?, Bool)])
    func rowsWithoutAllTheirHistogramsAreRemoved(count: UInt64, lag: UInt64?, isComplete: Bool) throws {
        try withPath { path in
            var rows = [row(1), row(2)]
            for index in rows.indices {
                rows[index].ios = 4
                rows[index].latencyMaxNanoseconds = 9000
                rows[index].lagMaxNanoseconds = 5004
            }
            let whole = [
                CellHistogram(.latency, counts: [(100, 1), (9000, 3)]),
                CellHistogram(.lag, counts: [(5000, 4)]),
            ]
            let found =
                [CellHistogram(.latency, counts: [(100, count)])]
                + (lag.map { [CellHistogram(.lag, counts: [($0, 4)])] } ?? [])
            do {
                let folder = try ResultsFolder(path: path)
                try folder.append(rows[0], histograms: found)
                try folder.append(rows[1], histograms: whole)
            }
            let kept = isComplete ? rows : [rows[1]]
            let folder = try ResultsFolder(path: path)
            #expect(folder.completeRows == kept)
            try folder.removeIncompleteRows()
            #expect(try CellsCSV.rows(ofFile: path + "/cells.csv") == kept)
            // What follows goes to the new files.
            try folder.append(row(3), histograms: [histogram])
            let lines = try text(path + "/histograms.csv").split(separator: "\n").dropFirst()
            let parts = (isComplete ? found : []) + whole + [histogram]
            #expect(lines.count == parts.reduce(0) { $0 + $1.counts.count })
            #expect(try CellsCSV.rows(ofFile: path + "/cells.csv") == kept + [row(3)])
        }
    }

    /// Wherever a file was cut, what is left agrees, and no row is lost whose histograms are there.
    @Test func anyCutLeavesWhatAgrees() throws {
        try withPath { path in
            var whole = row(1)
            whole.ios = 4
            whole.latencyMaxNanoseconds = 250
            do {
                let folder = try ResultsFolder(path: path)
                for round in 1...3 {
                    whole.round = round
                    try folder.append(whole, histograms: [histogram])
                }
            }
            let files = ["cells.csv", "histograms.csv"].map { path + "/" + $0 }
            let texts = try files.map(text)
            for length in stride(from: 0, through: texts[1].utf8.count, by: 3) {
                try texts[0].write(toFile: files[0], atomically: false, encoding: .utf8)
                try String(texts[1].prefix(length)).write(
                    toFile: files[1], atomically: false, encoding: .utf8)
                let folder = try ResultsFolder(path: path)
                try folder.removeIncompleteRows()
                let rows = try CellsCSV.rows(ofFile: files[0])
                let lines = try text(files[1]).split(separator: "\n").dropFirst()
                #expect(lines.count == 2 * rows.count, "cut at \(length)")
                #expect(rows.count >= (length - 50) / (texts[1].utf8.count / 3) - 1, "cut at \(length)")
            }
        }
    }

    @Test func whatIsTakenOverIsAsIfItHadBeenAppended() throws {
        try withPath { path in
            let part = path + ".part"
            do {
                let (folder, other) = (try ResultsFolder(path: path), try ResultsFolder(path: part))
                try folder.append(row(1), histograms: [histogram])
                try folder.writeEnvironment(Data("{}".utf8))
                try other.append(row(2), histograms: [histogram])
                try other.append(row(3))
                try other.writeEnvironment(Data("{\"cpus\": 2}".utf8))
                try folder.takeOver(part)
                try folder.append(row(4), histograms: [histogram])
            }
            #expect(try CellsCSV.rows(ofFile: path + "/cells.csv") == (1...4).map(row))
            let lines = [1, 2, 4].map { histogram.lines(for: row($0)) }.joined()
            #expect(try text(path + "/histograms.csv") == CellHistogram.header + lines)
            #expect(try text(path + "/environment.json") == "{\"cpus\": 2}")
            #expect(!FileManager.default.fileExists(atPath: part))
        }
    }

    @Test func whatIsTornIsNotTakenOver() throws {
        try withPath { path in
            let part = path + ".part"
            let folder = try ResultsFolder(path: path)
            try ResultsFolder(path: part).append(row(2), histograms: [histogram])
            let whole = try text(part + "/cells.csv")
            try String(whole.dropLast(2)).write(
                toFile: part + "/cells.csv", atomically: false, encoding: .utf8)
            #expect(throws: ResultsError.self) { try folder.takeOver(part) }
            #expect(try CellsCSV.rows(ofFile: path + "/cells.csv").isEmpty)
            #expect(try text(path + "/histograms.csv") == CellHistogram.header)
        }
    }

    @Test(arguments: ["notes without an end", "a,b\n1,2\n", "schema_version,\"open\n1\n"])
    func foreignFileIsRefusedAndLeftAlone(content: String) throws {
        try withPath { path in
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try content.write(toFile: path + "/cells.csv", atomically: false, encoding: .utf8)
            #expect(throws: ResultsError.self) { try ResultsFolder(path: path) }
            #expect(try text(path + "/cells.csv") == content)
        }
    }

    @Test func secondWriterIsRefused() throws {
        try withPath { path in
            let first = try ResultsFolder(path: path)
            let expected = ResultsError(.inUse, file: path + "/cells.csv")
            #expect(throws: expected) { try ResultsFolder(path: path) }
            try first.append(row(1))
        }
    }

    @Test func folderThatCannotBeMade() throws {
        let action = ResultsError.Reason.system(action: "create the folder", code: ENOTDIR)
        #expect(throws: ResultsError(action, file: "/dev/null/results")) {
            try ResultsFolder(path: "/dev/null/results")
        }
    }

    @Test func fullDiskIsNamed() throws {
        var file = try AppendFile("/dev/full")
        var description = ""
        do throws(ResultsError) { try file.append([1]) } catch { description = error.description }
        #expect(description == "/dev/full: cannot write: No space left on device")
    }

    @Test func environmentIsReplacedAsAWhole() throws {
        try withPath { path in
            let folder = try ResultsFolder(path: path)
            try folder.writeEnvironment(Data("{\"kernel\": \"a long first version\"}".utf8))
            try folder.writeEnvironment(Data("{}".utf8))
            try folder.writeMatrix(Data("cells: []\n".utf8))
            #expect(try text(path + "/environment.json") == "{}")
            #expect(try text(path + "/matrix.yaml") == "cells: []\n")
            let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            #expect(names == ["cells.csv", "environment.json", "histograms.csv", "matrix.yaml"])
        }
    }
}
