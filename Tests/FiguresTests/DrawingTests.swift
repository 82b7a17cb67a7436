import Foundation
import Results
import Testing

@testable import Figures

@Suite struct DrawingTests {
    /// gnuplot's input, and its warnings, of which there must be none.
    private func draw(_ rows: [CellRow], _ format: FigureFormat = .svg) throws -> [String: Data] {
        let figures = try FigureSet(ResultSet(name: "made-up", rows: rows))
        return try withFolder { folder in
            try figures.write(to: folder, format)
            let said = try Gnuplot().run(figures.figures.map { $0.name + ".gp" }, in: folder)
            #expect(said == "")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(
                files.count == 3 * figures.figures.count,
                "each has data, a script and itself, and nothing else")
            return try figures.figures.reduce(into: [:]) { drawn, figure in
                let file = "\(folder)/\(figure.name).\(format.rawValue)"
                drawn[figure.name] = try Data(contentsOf: URL(filePath: file))
            }
        }
    }

    @Test(.enabled(if: hasGnuplot), arguments: FigureFormat.allCases)
    func everyKindOfFigureIsDrawn(_ format: FigureFormat) throws {
        let drawn = try draw(MadeUpResults.everything(rounds: 9), format)
        let kinds = Set(drawn.keys.map { String($0.prefix { $0 != "-" }) })
        #expect(
            kinds == [
                "answer", "heat", "threads", "leaves", "depth", "latency", "rate", "difference", "lag",
                "cost",
            ])
        for (name, data) in drawn { #expect(data.count > 2000, "\(name)") }
    }

    /// Jobs that share queues in several ways, and service times with several tails.
    @Test(.enabled(if: hasGnuplot)) func whatIsSweptIsDrawn() throws {
        let jobs = [1, 2, 4, 8].flatMap { jobs in
            Set([jobs, 1]).flatMap { queues in
                MadeUpResults.rounds(
                    "cookie", setting: "s/jobs\(jobs)-queues\(queues)", iops: Double(1000 * jobs)
                ) {
                    ($0.numjobs, $0.pollQueues, $0.table) = (jobs, queues, "table")
                    $0.threadsPerQueue = Double(jobs) / Double(queues)
                }
            }
        }
        let scaling = try draw(jobs)
        #expect(scaling["scaling"] != nil && scaling["scaling-lag"] != nil, "\(scaling.keys)")
        let services = ["80us", "lognormal:80us:240us", "uniform:1us:500us"]
        let tails = services.flatMap { (service: String) in
            MadeUpResults.rounds("cookie", setting: service + "/randread", iops: 1000) { row in
                (row.modelService, row.table) = (service, "table")
            }
        }
        #expect(try draw(tails)["tail"] != nil)
        let points = SettingSweep.all(along: .tail, in: ResultGrid(tails)).flatMap(\.points)
        #expect(points.map(\.tick) == ["80us", "240us", "500us"])
    }

    /// Stacks whose names differ in what a file's name leaves out, or has already.
    @Test func figuresHaveFilesOfTheirOwn() throws {
        let rows = ["a.b", "a-b", "A-B", "a.b-2"].flatMap { stack in
            MadeUpResults.rounds("cookie", setting: "\(stack)/randread", iops: 1000)
                + MadeUpResults.rounds("root-list", setting: "\(stack)/randread", iops: 2000)
        }
        let set = try FigureSet(ResultSet(name: "made-up", rows: rows))
        let names = set.figures.map(\.name)
        #expect(Set(names.map { $0.lowercased() }).count == names.count, "\(names)")
        #expect(names.count { $0.hasPrefix("rate-") } == 4, "\(names)")
    }

    @Test(.enabled(if: hasGnuplot)) func dataFilesAreReadByGnuplot() throws {
        let figures = try FigureSet(ResultSet(name: "made-up", rows: MadeUpResults.everything()))
        try withFolder { folder in
            for figure in figures.figures {
                try figure.data.write(toFile: "\(folder)/data", atomically: false, encoding: .utf8)
                try "set datafile separator tab; stats 'data' using 1 nooutput; print STATS_records > 0\n"
                    .write(toFile: "\(folder)/check.gp", atomically: false, encoding: .utf8)
                #expect(try Gnuplot().run(["check.gp"], in: folder) == "1\n", "\(figure.name)")
            }
        }
    }

    /// One row, and rows in which little was measured.
    @Test(.enabled(if: hasGnuplot)) func whatIsNotMeasuredIsNotDrawn() throws {
        let bare = MadeUpResults.row("cookie") { row in
            row.lagP50Nanoseconds = nil
            row.lagP99Nanoseconds = nil
            row.latencyP50Nanoseconds = nil
            row.latencyP90Nanoseconds = nil
            row.latencyP99Nanoseconds = nil
            row.cpuUserNanosecondsPerIO = nil
            row.cpuSystemNanosecondsPerIO = nil
            row.emptyQueuePollsPerIO = nil
            row.lockWaitsPerIO = nil
        }
        #expect(try draw([bare]).keys.sorted() == ["rate"])
        var nothing = bare
        nothing.iops = nil
        #expect(try draw([nothing]).isEmpty)
        #expect(try draw([MadeUpResults.row("cookie")]).keys.sorted() == ["cost", "lag", "latency", "rate"])
    }

    /// gnuplot runs what stands between backquotes, and pages run scripts.
    @Test(.enabled(if: hasGnuplot)) func namesOfOthersStayText() throws {
        let nasty = [
            "`touch owned`", "it's \"x\"", "<script>alert(1)</script>", "a\\", "#b", "@c {/Symbol d}",
            "e\tf\ng",
            "\u{202E}h", "",
        ]
        let rows = nasty.flatMap { name in
            ["one", "two"].flatMap { stack in
                MadeUpResults.rounds(name, setting: "\(name)\(stack)/x", count: 2, iops: 1000) {
                    $0.stack = name + stack
                    $0.valid = stack == "one"
                    $0.invalidReason = name
                }
            }
        }
        let drawn = try draw(rows)
        #expect(drawn.count > 20)
        for (name, data) in drawn {
            #expect(!String(decoding: data, as: UTF8.self).contains("<script"), "\(name)")
        }
    }

    /// gnuplot fills in numbers at what looks like a format.
    @Test(.enabled(if: hasGnuplot)) func percentSignsInNamesStay() throws {
        let rows = ["50%full", "10%%d"].flatMap { stack in
            ["a%d", "%s%n"].flatMap { design in
                MadeUpResults.rounds(design, setting: "\(stack)/x", iops: 1000) { $0.stack = stack }
            }
        }
        let texts = try draw(rows).mapValues { String(decoding: $0, as: UTF8.self) }
        let heatMap = try #require(texts["heat-map"])
        for name in ["50%full", "10%%d", "a%d", "%s%n"] {
            #expect(heatMap.contains("<text>\(name)</text>"), "\(name)")
        }
        let rates = texts.filter { $0.key.hasPrefix("rate") }
        #expect(rates.count == 2 && rates.values.allSatisfy { $0.contains("<text>a%d</text>") })
    }

    @Test func figuresSayRoundsAndMachine() throws {
        let figures = try FigureSet(ResultSet(name: "x", rows: MadeUpResults.everything()))
        for figure in figures.figures {
            let script = FigureScript(figure: figure, caption: figures.caption).text(.svg)
            #expect(script.contains("Median of"), "\(figure.name)")
            // A line may end between any two words.
            #expect(script.contains("recorded"), "\(figure.name)")
            #expect(script.contains("bars: 95") == figure.hasIntervals, "\(figure.name)")
        }
    }

    @Test func namesOfFilesAreUnique() throws {
        let rows = MadeUpResults.everything().map { row in
            var row = row
            row.table = "ünïcode" + row.table
            return row
        }
        let names = try FigureSet(ResultSet(name: "x", rows: rows)).figures.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(
            names.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } })
    }

    @Test func linesOfTheFooterFitTheFigure() {
        let words = (1...200).map { String(repeating: "x", count: $0) }.joined(separator: " ")
        let lines = FigureScript.wrapped(words, to: 112)
        #expect(lines.allSatisfy { $0.count <= 112 } && lines.count > 100)
        #expect(FigureScript.wrapped("", to: 112).isEmpty)
    }
}
