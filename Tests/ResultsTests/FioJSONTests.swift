import Foundation
import Testing

@testable import Results

@Suite struct FioJSONTests {
    /// Rounds of one cell, with their histograms made of random samples.
    private struct Cell {
        var rows: [CellRow] = []
        var histograms = LatencyHistograms()
        var samples: [UInt64] = []

        init(_ rw: String = "randread", rounds: Int = 2, ios: Int = 500, seed: UInt64 = 1) {
            var generator = SeededGenerator(seed: seed)
            for round in 1...rounds {
                let new = (0..<ios).map { _ in UInt64.random(in: 1...3_000_000_000, using: &generator) >> 16
                }
                var row = CellRow()
                (row.runID, row.cellID, row.design, row.rw) = ("run", "cell", "root-list", rw)
                (row.bsBytes, row.iodepth, row.numjobs, row.round) = (4096, 8, 2, round)
                (row.ios, row.iops, row.errors) = (UInt64(new.count), Double(round) * 10_000, 0)
                let mean = Double(new.reduce(0, +)) / Double(new.count)
                let squares = new.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
                row.latencyMeanNanoseconds = mean
                row.latencyStddevNanoseconds = (squares / Double(new.count)).squareRoot()
                (row.latencyMinNanoseconds, row.latencyMaxNanoseconds) = (new.min(), new.max())
                (row.cpuUserNanosecondsPerIO, row.contextSwitchesPerIO) = (50_000, 0.5)
                let counts = Dictionary(new.map { ($0, UInt64(1)) }, uniquingKeysWith: +).sorted {
                    $0.key < $1.key
                }
                histograms.add([CellHistogram(.latency, counts: counts.map { ($0.key, $0.value) })], of: row)
                rows.append(row)
                samples += new
            }
        }

        func document() throws -> [String: Any] {
            let data = Data(FioJSON.text(of: rows, histograms).utf8)
            return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }

        func job() throws -> [String: Any] {
            try #require((document()["jobs"] as? [[String: Any]])?.first)
        }

        func latency(_ section: String = "read") throws -> [String: Any] {
            try #require((job()[section] as? [String: Any])?["lat_ns"] as? [String: Any])
        }
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    /// The names of all keys with what is above them; the lists of bins and percentiles are not looked into.
    private func paths(_ value: Any, _ above: String = "") -> Set<String> {
        if let values = value as? [Any] { return values.reduce(into: []) { $0.formUnion(paths($1, above)) } }
        guard let object = value as? [String: Any] else { return [] }
        return object.reduce(into: []) { all, member in
            let path = above + "/" + member.key
            all.insert(path)
            if !["bins", "job options", "global options", "pollbench"].contains(member.key) {
                all.formUnion(paths(member.value, path))
            }
        }
    }

    /// What the type's comment says is left out; `sync` counts fsyncs.
    private static let leftOut = [
        "/disk_util", "/jobs/majf", "/jobs/minf", "/jobs/iodepth_level", "/jobs/iodepth_submit",
        "/jobs/iodepth_complete", "/jobs/sync", "/jobs/latency_depth", "/jobs/latency_target",
        "/jobs/latency_percentile", "/jobs/latency_window",
    ]

    @Test(.enabled(if: Fio.isThere, "needs fio"), arguments: ["randread", "write", "randrw"])
    func theKeysAreFios(rw: String) throws {
        let fio = try Fio.run(
            [
                "--name=cell", "--ioengine=null", "--size=4m", "--rw=\(rw)", "--thread", "--group_reporting",
                "--output-format=json+", "--lat_percentiles=1", "--clat_percentiles=0", "--disable_slat=1",
                "--disable_clat=1",
            ] + (rw == "randrw" ? ["--unified_rw_reporting=mixed"] : []))
        let theirs = paths(try JSONSerialization.jsonObject(with: fio)).filter { path in
            // Without a section for globals there are no global options.
            !Self.leftOut.contains { path.hasPrefix($0) } && !path.contains("percentile/")
        }
        var cell = Cell(rw)
        cell.rows[0].errors = 0
        let ours = paths(try cell.document()).filter { !$0.contains("percentile/") }
        #expect(ours.subtracting(theirs) == ["/global options", "/jobs/pollbench"])
        #expect(theirs.subtracting(ours).isEmpty)
    }

    @Test func roundsAreTakenTogether() throws {
        let cell = Cell(rounds: 3, ios: 5000)
        let read = try #require(cell.job()["read"] as? [String: Any])
        // 5000 IOs each at 10, 20 and 30 thousand a second.
        let seconds = 0.5 + 0.25 + 5.0 / 30
        #expect(abs(number(read["iops"]) - 15_000 / seconds) < 1e-6)
        #expect(number(read["runtime"]) == (seconds * 1000).rounded())
        #expect(number(read["total_ios"]) == 15_000)
        #expect(number(read["io_bytes"]) == 15_000 * 4096)
        #expect(number(read["iops_samples"]) == 3)
        #expect(number(read["iops_mean"]) == 20_000)
        #expect(number(read["iops_stddev"]) == 10_000)
        #expect(try number(cell.job()["ctx"]) == 7500)
        let cpu = 15_000 * 50_000 * 100 / (seconds * 1e9 * 2)
        #expect(try abs(number(cell.job()["usr_cpu"]) - cpu) < 1e-6)
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func latenciesAreThoseOfAllSamples(seed: UInt64) throws {
        let cell = Cell(rounds: 3, ios: 4000, seed: seed)
        let latency = try cell.latency()
        let sorted = cell.samples.sorted()
        let mean = Double(sorted.reduce(0, +)) / Double(sorted.count)
        let variance =
            sorted.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(sorted.count)
        #expect(number(latency["N"]) == Double(sorted.count), "seed \(seed)")
        #expect(abs(number(latency["mean"]) / mean - 1) < 1e-9, "seed \(seed)")
        #expect(abs(number(latency["stddev"]) / variance.squareRoot() - 1) < 1e-9, "seed \(seed)")
        let percentiles = try #require(latency["percentile"] as? [String: Any])
        for (name, value) in percentiles {
            let share = Int((Double(name)! * 100).rounded())
            let rank = (share * sorted.count + 9999) / 10_000
            #expect(number(value) == Double(sorted[rank - 1]), "seed \(seed), \(name)")
        }
        #expect(percentiles["99.900000"] != nil && percentiles["99.990000"] == nil, "seed \(seed)")
        let bins = try #require(latency["bins"] as? [String: Any])
        #expect(bins.values.reduce(0) { $0 + number($1) } == Double(sorted.count), "seed \(seed)")
    }

    @Test func sharesCountEverySampleOnce() throws {
        let cell = Cell()
        let job = try cell.job()
        let shares = ["latency_ns", "latency_us", "latency_ms"].flatMap { name in
            (job[name] as? [String: Any] ?? [:]).values.map(number)
        }
        #expect(abs(shares.reduce(0, +) - 100) < 1e-9)
        let below = cell.samples.filter { (20_000..<50_000).contains($0) }.count
        let share = number((job["latency_us"] as? [String: Any])?["50"])
        #expect(abs(share - Double(below) * 100 / Double(cell.samples.count)) < 1e-9)
    }

    @Test func mixedWorkloadsAreNotDivided() throws {
        let job = try Cell("randrw").job()
        #expect(job["mixed"] != nil && job["read"] == nil && job["write"] == nil)
    }

    @Test func aRoundWithoutItsHistogramLeavesNoPartialOne() throws {
        var cell = Cell()
        cell.rows[1].round = 7
        let latency = try cell.latency()
        #expect(latency["bins"] == nil && latency["percentile"] == nil)
        #expect(number(latency["N"]) == 1000)
    }

    /// What a resumed matrix does.
    @Test func histogramsOfAFolderDoAsWell() throws {
        let cell = Cell()
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = try ResultsFolder(path: path)
        for row in cell.rows {
            let latency = try #require(cell.histograms[row])
            let lag = CellHistogram(.lag, counts: [(7, 1)])
            try folder.append(row, histograms: [latency, lag])
        }
        let text = FioJSON.text(of: cell.rows, try folder.latencies(of: cell.rows))
        #expect(text == FioJSON.text(of: cell.rows, cell.histograms))
    }

    @Test func invalidRoundsDoNotCount() throws {
        var cell = Cell()
        cell.rows[0].valid = false
        let read = try #require(cell.job()["read"] as? [String: Any])
        #expect(number(read["iops"]) == 20_000)
        #expect(number(read["total_ios"]) == 500)
    }

    @Test func failedIOsAreAnError() throws {
        var cell = Cell()
        cell.rows[1].errors = 3
        let job = try cell.job()
        #expect(number(job["error"]) == Double(EIO) && number(job["total_err"]) == 3)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func anyRowIsJSON(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var cell = Cell()
        cell.rows = (0..<3).map { _ in generator.row() }
        let rows = try cell.document()["jobs"] as? [[String: Any]]
        #expect(rows?.map { ($0["pollbench"] as? [Any])?.count } == [1, 1, 1], "seed \(seed)")
    }
}

/// The real fio.
enum Fio {
    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/fio")

    static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/fio")
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }
}
