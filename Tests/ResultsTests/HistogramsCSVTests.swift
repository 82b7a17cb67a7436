import Foundation
import Testing

@testable import Results

@Suite struct HistogramsCSVTests {
    private let header = "run_id,cell_id,round,metric,value_ns,count\n"

    private func read(_ text: String) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "histograms-\(UUID()).csv").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(text.utf8).write(to: URL(filePath: file))
        var found: [String] = []
        do {
            try HistogramsCSV.read(ofFile: file) { key, histogram in
                let counts = histogram.counts.map { "\($0.valueNanoseconds)x\($0.count)" }
                found.append(
                    "\(key.cellID) \(key.round) \(histogram.metric) " + counts.joined(separator: " "))
            }
        } catch {
            found.append(error.description.replacing(file, with: "file"))
        }
        return found
    }

    @Test func linesOfOneHistogramBelongTogether() throws {
        let text = #"""
            r,"a,""b""",1,lat,5,1
            r,"a,""b""",1,lat,999999999999999999,2
            r,"a,""b""",1,lag,5,3
            r,"a,""b""",2,lag,5,4
            r,c,2,lag,5,4

            """#
        let expected = [
            "a,\"b\" 1 latency 5x1 999999999999999999x2", "a,\"b\" 1 lag 5x3",
            "a,\"b\" 2 lag 5x4", "c 2 lag 5x4",
        ]
        #expect(try read(header + text) == expected)
        #expect(try read(header + "r,c,1,lat,1,2\nr,c,1,lat,3,4\n") == ["c 1 latency 1x2 3x4"])
    }

    @Test(arguments: [
        ("", "file:1: the file is empty"), ("a,b\n", "file:1: the header has \"a,b\""),
        ("r,c,1,lat,1,2\nr,c,1,lat,3,4", "file:3: the file ends within this row"),
        ("r,c,1,lat,1,2\nr,c,1,lat,3\n", "file:3: 5 fields where the header has 6"),
        ("r,c,1,lat,1,2\nr,c,1,lat,x,2\n", "file:3: column value_ns: \"x\" is not an integer from 0 up"),
        ("r,c,1,lax,1,2\n", "file:2: column metric: \"lax\" is not lat or lag"),
    ])
    func mistakesNameTheirLine(text: String, message: String) throws {
        let hasHeader = text.hasPrefix("r,")
        let found = try read((hasHeader ? header : "") + text)
        #expect(found.last?.hasPrefix(message) == true, "\(found)")
    }
}
