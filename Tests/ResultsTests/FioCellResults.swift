import Foundation
import RandomNumbers
import Testing

@testable import Results

/// Rounds of one cell, with their histograms made of random samples.
struct FioCellResults {
    var rows: [CellRow] = []
    var histograms = LatencyHistograms()
    var samples: [UInt64] = []

    init(_ rw: String = "randread", rounds: Int = 2, ios: Int = 500, seed: UInt64 = 1) {
        var generator = RandomGenerator(seed: seed)
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

/// NaN for what is no number.
func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

/// The real fio.
enum Fio {
    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/fio")

    static let parser = "/usr/bin/fio_jsonplus_clat2csv"
    static let hasParser = FileManager.default.isExecutableFile(atPath: parser)

    static func run(_ arguments: [String], program: String = "/usr/bin/fio") throws -> (
        output: Data, code: Int32
    ) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (data, process.terminationStatus)
    }
}
