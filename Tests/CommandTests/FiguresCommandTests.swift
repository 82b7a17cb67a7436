import BlockLayer
import Figures
import Foundation
import Testing

@Suite struct FiguresCommandTests {
    /// A folder with the results of a short run, removed afterwards.
    private func withResults(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figures-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let run = try Command([
            "run", "--filename", "model:0", "--design", "iterate-all,cookie", "--runtime", "0.02",
            "--ramp-time",
            "0", "--rounds", "2", "--out", folder + "/results",
        ])
        #expect(run.code == 0)
        try body(folder)
    }

    /// Folders of results may have one name; figures are named after it.
    @Test func figuresOfOtherResultsStay() throws {
        try withResults { folder in
            let twin = folder + "/twin/results"
            try FileManager.default.createDirectory(
                atPath: folder + "/twin", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: folder + "/results", toPath: twin)
            for _ in 0..<2 {
                #expect(try Command(["plot", folder + "/results"], by: ["-C", folder]).code == 0)
            }
            let refused = try Command(["plot", twin], by: ["-C", folder])
            #expect(refused.code == 64 && refused.output.isEmpty)
            #expect(
                refused.errors.contains("plots/results holds figures of \(folder)/results"),
                "\(refused.errors)")
            #expect(try Command(["plot", twin, "--out", "plots/twin"], by: ["-C", folder]).code == 0)
        }
    }

    /// Figures cannot see the catalogue: this is where both meet.
    @Test func everyDesignOfTheCatalogueHasAStyleOfItsOwn() {
        let listed = Catalogue.all.map(\.card.name)
        #expect(Set(listed.map { DesignStyle(of: $0) }).count == listed.count)
        let known = DesignStyle.names
        #expect(known.filter(listed.contains) == listed.filter(known.contains), "the catalogue's order")
    }

    @Test func plotWritesFiguresDataAndScripts() throws {
        try withResults { folder in
            let plot = try Command(["plot", folder + "/results", "--out", folder + "/plots"])
            #expect(plot.code == 0 && plot.errors.isEmpty, "\(plot.errors)")
            let paths = plot.output.split(separator: "\n").map(String.init)
            #expect(paths.contains(folder + "/plots/rate.svg"))
            for path in paths {
                for ending in ["svg", "dat", "gp"] {
                    let file = path.dropLast(3) + ending
                    #expect(FileManager.default.fileExists(atPath: String(file)), "\(file)")
                }
            }
        }
    }

    /// A terminal that is not there, a start-up file with a mistake in it, a comma for a point.
    @Test func whatAUserSetForGnuplotsOfHisOwnChangesNothing() throws {
        try withResults { folder in
            try Data("set nonsense 1\n".utf8).write(to: URL(filePath: folder + "/.gnuplot"))
            let usual = try Command(["plot", folder + "/results", "--out", folder + "/usual"])
            #expect(usual.code == 0)
            let settings = ["GNUTERM=qt", "GNUPLOT_LIB=/nonexistent", "HOME=" + folder, "LC_ALL=de_DE.UTF-8"]
            let plot = try Command(["plot", folder + "/results", "--out", folder + "/plots"], by: settings)
            #expect(plot.code == 0 && plot.errors.isEmpty, "\(plot.errors)")
            for path in usual.output.split(separator: "\n").map(String.init) {
                let other = path.replacing("/usual/", with: "/plots/")
                #expect(try Data(contentsOf: URL(filePath: path)) == Data(contentsOf: URL(filePath: other)))
            }
            let report = try Command(
                ["report", folder + "/results", "-o", folder + "/page.html"], by: settings)
            #expect(report.code == 0 && report.errors.isEmpty, "\(report.errors)")
        }
    }

    @Test func withoutGnuplotThereAreDataAndScriptsAndAWord() throws {
        try withResults { folder in
            let nowhere = ["env", "PATH=/nonexistent"]
            let plot = try Command(["plot", folder + "/results", "--out", folder + "/plots"], by: nowhere)
            #expect(plot.code == 1 && plot.output.isEmpty && plot.errorLines.count == 1)
            #expect(plot.errors.contains("no gnuplot in PATH: install it by apt-get install gnuplot-nox"))
            #expect(plot.errors.contains("data and scripts of the figures are in \(folder)/plots"))
            for file in ["rate.gp", "rate.dat"] {
                #expect(FileManager.default.fileExists(atPath: "\(folder)/plots/\(file)"))
            }
            let report = try Command(
                ["report", folder + "/results", "-o", folder + "/page.html"], by: nowhere)
            #expect(report.code == 0 && report.errors.contains("the page has no figures: no gnuplot"))
            let page = try String(contentsOfFile: folder + "/page.html", encoding: .utf8)
            #expect(page.contains("no gnuplot in PATH") && page.contains("iterate-all"))
        }
    }

    @Test func reportsComeAsPageOrMarkdown() throws {
        try withResults { folder in
            let page = try Command(["report", folder + "/results"])
            #expect(page.code == 0 && page.output.hasPrefix("<!DOCTYPE html>"))
            #expect(
                page.output.contains("poll every queue of every device under the table"), "the card's idea")
            let mail = try Command(["report", folder + "/results", "--format", "markdown"])
            #expect(mail.code == 0 && mail.output.contains("| iterate-all | "))
            #expect(mail.output.contains("- Undecided: a verdict needs 9 valid rounds"))
        }
    }

    @Test(arguments: [
        (["plot"], 64, "RESULTS"), (["plot", "/nonexistent"], 1, "/nonexistent: cannot open: No such file"),
        (["plot", "/"], 1, "/cells.csv: cannot open"),
        (["report", "x", "--format", "pdf"], 64, "'html' and 'markdown'"),
        (["plot", "x", "--format", "gif"], 64, "'png'"), (["plot", "/etc/passwd"], 1, "/etc/passwd:1: "),
    ])
    func mistakesAreToldInOneLine(_ arguments: [String], code: Int32, words: String) throws {
        let command = try Command(arguments)
        #expect(command.code == code && command.output.isEmpty)
        #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
    }

    @Test func whatIsNotInTheResultsIsAMistake() throws {
        try withResults { folder in
            for (options, words) in [
                (["--baseline", "kernel"], "they have iterate-all, cookie"),
                (["--only", "nope"], "no cell matches"),
                (["--only", "("], "not a regular expression"),
            ] {
                let plot = try Command(["plot", folder + "/results", "--out", folder + "/p"] + options)
                #expect(plot.code == 64 && plot.errors.contains(words), "\(plot.errors)")
            }
        }
    }

    @Test func textEndsWithBarsAndDataDoesNot() throws {
        let run = [
            "run", "--filename", "model:0", "--design", "iterate-all,cookie", "--runtime", "0.02",
            "--ramp-time", "0",
        ]
        let text = try Command(run)
        #expect(text.output.contains("█") && !text.output.contains("\u{1B}"))
        let plain = try Command(run + ["--ascii"])
        #expect(plain.output.contains("##") && plain.output.utf8.allSatisfy { $0 < 0x80 })
        let mail = try Command(run + ["--format", "markdown"])
        #expect(mail.output.contains("| --: |") && !mail.output.contains("█"))
        let csv = try Command(run + ["--format", "csv"])
        #expect(csv.output.split(separator: "\n").count == 3 && !csv.output.contains("█"))
    }
}
