import Foundation
import RandomNumbers
import Testing

@testable import Results

@Suite struct FioJSONTests {
    @Test func whatIsNotMeasuredIsZeroAndNamed() throws {
        let job = try FioCellResults().job()
        let names = try #require(job["pollbench_not_measured"] as? [String])
        #expect(names.contains("majf") && names.contains("iodepth_level") && names.contains("slat_ns"))
        let slat = try #require((job["read"] as? [String: Any])?["slat_ns"] as? [String: Any])
        #expect(number(slat["N"]) == 0)
        for name in names where name.hasPrefix("iodepth") {
            let shares = try #require(job[name] as? [String: Any])
            #expect(shares.values.allSatisfy { number($0) == 0 }, "\(name): shares of nothing")
        }
    }

    @Test func completionLatencyIsTheWholeLatency() throws {
        let read = try #require(try FioCellResults().job()["read"] as? [String: Any])
        #expect(read["clat_ns"] as? NSDictionary == read["lat_ns"] as? NSDictionary)
        #expect(number((read["clat_ns"] as? [String: Any])?["N"]) == 1000)
    }

    @Test func rowsThatAreNotValidAreRecognised() throws {
        var cell = FioCellResults(rounds: 3)
        #expect(try cell.job()["desc"] == nil && cell.job()["pollbench_valid"] as? Bool == true)
        cell.rows[0].valid = false
        cell.rows[0].invalidReason = "disturbed"
        var job = try cell.job()
        #expect(job["desc"] as? String == "1 of 3 rounds not valid and left out: disturbed")
        #expect(job["pollbench_valid"] as? Bool == true)
        let rows = try #require(job["pollbench"] as? [[String: Any]])
        #expect(rows.map { $0["valid"] as? Bool } == [false, true, true])
        for index in cell.rows.indices { cell.rows[index].valid = false }
        job = try cell.job()
        #expect(job["desc"] as? String == "not valid, 3 of 3 rounds: disturbed; no reason given")
        #expect(job["pollbench_valid"] as? Bool == false)
    }

    @Test func roundsAreTakenTogether() throws {
        let cell = FioCellResults(rounds: 3, ios: 5000)
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
        let cell = FioCellResults(rounds: 3, ios: 4000, seed: seed)
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
        #expect(percentiles.count == FioKeys.percentiles.count, "seed \(seed)")
        let bins = try #require(latency["bins"] as? [String: Any])
        #expect(bins.values.reduce(0) { $0 + number($1) } == Double(sorted.count), "seed \(seed)")
    }

    @Test func sharesCountEverySampleOnce() throws {
        let cell = FioCellResults()
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
        let job = try FioCellResults("randrw").job()
        #expect(job["mixed"] != nil && job["read"] == nil && job["write"] == nil)
    }

    @Test func aRoundWithoutItsHistogramLeavesNoPartialOne() throws {
        var cell = FioCellResults()
        cell.rows[1].round = 7
        let latency = try cell.latency()
        #expect(latency["bins"] == nil && latency["percentile"] == nil)
        #expect(number(latency["N"]) == 1000)
    }

    /// What a resumed matrix does.
    @Test func histogramsOfAFolderDoAsWell() throws {
        let cell = FioCellResults()
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
        var cell = FioCellResults()
        cell.rows[0].valid = false
        let read = try #require(cell.job()["read"] as? [String: Any])
        #expect(number(read["iops"]) == 20_000)
        #expect(number(read["total_ios"]) == 500)
    }

    @Test func failedIOsAreAnError() throws {
        var cell = FioCellResults()
        cell.rows[1].errors = 3
        let job = try cell.job()
        #expect(number(job["error"]) == Double(EIO) && number(job["total_err"]) == 3)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func anyRowIsJSON(seed: UInt64) throws {
        var generator = RandomGenerator(seed: seed)
        var cell = FioCellResults()
        cell.rows = (0..<3).map { _ in generator.row() }
        let rows = try cell.document()["jobs"] as? [[String: Any]]
        #expect(rows?.map { ($0["pollbench"] as? [Any])?.count } == [1, 1, 1], "seed \(seed)")
    }
}
