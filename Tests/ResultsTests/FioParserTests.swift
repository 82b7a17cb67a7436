import Foundation
import Testing

@testable import Results

/// Whether fio's own programs, and those that were written for its output, can read ours.
@Suite struct FioParserTests {
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

    /// What pollbench adds to fio's keys.
    private static let added: Set<String> = [
        "/global options", "/jobs/pollbench", "/jobs/pollbench_valid", "/jobs/pollbench_not_measured",
    ]

    /// The keys with the types of their values; the lists of bins and percentiles are not looked into.
    private func types(_ value: JSONValue, _ above: String = "") -> [String] {
        switch value {
        case .array(let values): return values.flatMap { types($0, above) }
        case .object(let members):
            return members.flatMap { key, value in
                let path = above + "/" + key
                let inner = ["bins", "percentile", "job options", "global options"].contains(key)
                return Self.added.contains(path)
                    ? [] : ["\(path) \(type(of: value))"] + (inner ? [] : types(value, path))
            }
        default: return []
        }
    }

    private func type(of value: JSONValue) -> String {
        switch value {
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .number: "float"
        case .count, .literal: "int"
        }
    }

    /// Without fio at hand: its keys in its order, each with its type.
    @Test func keysAndTypesAreThoseThatFioPrinted() throws {
        let cell = FioCellResults()
        let document = FioJSON.document(CellSummary.summaries(of: cell.rows), cell.histograms)
        #expect(types(document) == FioKeys.recorded.split(separator: "\n").map(String.init))
        for latency in ["clat_ns", "lat_ns"] {
            let read = try #require(cell.job()["read"] as? [String: Any])
            let found = try #require((read[latency] as? [String: Any])?["percentile"] as? [String: Any])
            #expect(Set(found.keys) == Set(FioKeys.percentiles), "\(latency)")
        }
    }

    /// fio's own reader of json+, which divides by what it finds and fails where a key is missing.
    @Test(.enabled(if: Fio.hasParser, "needs fio_jsonplus_clat2csv"), arguments: ["randread", "write"])
    func fiosOwnParserReadsIt(rw: String) throws {
        let cell = FioCellResults(rw)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let json = folder.appendingPathComponent("out.json").path
        try FioJSON.text(of: cell.rows, cell.histograms).write(
            toFile: json, atomically: true, encoding: .utf8)
        let csv = folder.appendingPathComponent("out.csv").path
        #expect(try Fio.run([json, csv], program: Fio.parser).code == 0)
        let checked = try Fio.run([json, csv, "--validate"], program: Fio.parser)
        #expect(String(decoding: checked.output, as: UTF8.self).contains("out_job0.csv validated"))
        let lines = try String(
            contentsOfFile: folder.appendingPathComponent("out_job0.csv").path, encoding: .utf8
        )
        .split(separator: "\n")
        let bins = (try cell.latency(rw == "write" ? "write" : "read")["bins"] as? [String: Any])?.count
        #expect(lines.count - 1 == bins)
    }

    @Test(.enabled(if: Fio.isThere, "needs fio"), arguments: ["randread", "write", "randrw"])
    func theKeysAreFios(rw: String) throws {
        let fio = try Fio.run(
            [
                "--name=cell", "--ioengine=null", "--size=4m", "--rw=\(rw)", "--thread", "--group_reporting",
                "--output-format=json+", "--lat_percentiles=1", "--disable_slat=1",
            ] + (rw == "randrw" ? ["--unified_rw_reporting=mixed"] : []))
        let theirs = paths(try JSONSerialization.jsonObject(with: fio.output)).filter {
            !$0.hasPrefix("/disk_util")
        }
        var cell = FioCellResults(rw)
        cell.rows[0].errors = 0
        let ours = paths(try cell.document())
        #expect(ours.subtracting(theirs) == Self.added)
        #expect(theirs.subtracting(ours).isEmpty)
    }
}
