import Foundation
import Results
import Testing

@testable import Figures

@Suite struct ResultSetTests {
    private func error(reading text: String, histograms: String? = nil) throws -> String {
        try withFolder { folder in
            try text.write(toFile: folder + "/cells.csv", atomically: false, encoding: .utf8)
            try histograms?.write(toFile: folder + "/histograms.csv", atomically: false, encoding: .utf8)
            do {
                _ = try ResultSet(readingFrom: folder)
                return "none"
            } catch {
                return "\(error)".replacing(folder + "/", with: "")
            }
        }
    }

    private let good = CellsCSV.text(of: [MadeUpResults.row("cookie")])

    @Test func whatIsNoResultNamesItsLine() throws {
        #expect(try error(reading: "").hasPrefix("cells.csv:1: the file is empty"))
        #expect(try error(reading: CellsCSV.header).hasPrefix("cells.csv:2: no row below the header"))
        #expect(try error(reading: String(good.dropLast(20))).hasPrefix("cells.csv:2: the file ends within"))
        #expect(
            try error(reading: "name,age\nx,1\n").hasPrefix("cells.csv:1: column schema_version: the header"))
        #expect(try error(reading: good, histograms: "x\n").hasPrefix("histograms.csv:1: the header has"))
        #expect(try error(reading: good) == "none")
    }

    @Test func histogramsAreFoundByRow() throws {
        let histograms = "run_id,cell_id,round,metric,value_ns,count\n,s/randread-cookie,1,lag,500,100\n"
        try withFolder { folder in
            try good.write(toFile: folder + "/cells.csv", atomically: false, encoding: .utf8)
            try histograms.write(toFile: folder + "/histograms.csv", atomically: false, encoding: .utf8)
            let results = try ResultSet(readingFrom: folder)
            let cell = ResultGrid(results.rows).cells[0]
            #expect(results.curves(.lag, of: cell).map { $0.value(at: 1) } == [500])
            #expect(results.curves(.latency, of: cell).isEmpty)
            #expect(results.name == URL(filePath: folder).lastPathComponent)
        }
    }

    @Test func aFileAloneIsEnough() throws {
        try withFolder { folder in
            try good.write(toFile: folder + "/bench-cells.csv", atomically: false, encoding: .utf8)
            try "rubbish".write(toFile: folder + "/histograms.csv", atomically: false, encoding: .utf8)
            let results = try ResultSet(readingFrom: folder + "/bench-cells.csv")
            #expect(results.name == "bench-cells" && results.rows.count == 1)
        }
    }

    @Test func environmentsTellTheMachine() throws {
        let json = """
            {"cpus": {"model": "A <b>", "online": "0-3", "boost": null}, "kernel": {"release": "6.1"},
             "list": [1, {"x": true}], "n": 1.5}
            """
        try withFolder { folder in
            let file = folder + "/environment.json"
            try json.write(toFile: file, atomically: false, encoding: .utf8)
            let facts = try #require(EnvironmentFacts(URL(filePath: file)))
            #expect(facts.machine == "A <b>, CPUs 0-3, Linux 6.1")
            #expect(
                facts.facts.map { "\($0.path)=\($0.value)" } == [
                    "cpus.boost=not known", "cpus.model=A <b>", "cpus.online=0-3", "kernel.release=6.1",
                    "list.0=1",
                    "list.1.x=yes", "n=1.5",
                ])
            try "no json".write(toFile: file, atomically: false, encoding: .utf8)
            #expect(EnvironmentFacts(URL(filePath: file)) == nil)
        }
    }
}
