import Foundation
import Testing

@testable import Harness

/// What fio refuses is refused. Its own parse says what that is.
@Suite(.enabled(if: Fio.isThere, "needs fio: make test-deps installs it"))
struct FioOracleTests {
    private static let needed = [
        "ioengine=io_uring", "direct=1", "runtime=1", "time_based=1", "filename=/tmp/x", "size=1m",
    ]

    private static func isRefused(_ text: String) -> Bool {
        let file = FioJobFile(parsing: text, source: "x.fio")
        return (try? FioJob.jobs([file], overridden: [])) == nil
    }

    private static func fioRefuses(_ text: String) throws -> Bool {
        try Fio.status(["--parse-only"], jobs: text) != 0
    }

    /// A job with one more line, in place of what every job has of it.
    private static func text(_ line: String) -> String {
        let name = line.prefix { $0 != "=" }
        let lines = needed.filter { !$0.hasPrefix(name + "=") && (name != "buffered" || $0 != "direct=1") }
        return (["[x]"] + lines + [line]).joined(separator: "\n") + "\n"
    }

    @Test(arguments: ["0", "1", "2", "x", "-1", "50%", nil])
    func valuesThatFioRefuses(value: String?) throws {
        let lines = FioOptionTable.names.sorted().map { name in value.map { "\(name)=\($0)" } ?? name }
        // Most are refused anyway.
        let taken = lines.filter { !Self.isRefused(Self.text($0)) }
        #expect(!taken.isEmpty || value == "x")
        for line in taken {
            #expect(try !Self.fioRefuses(Self.text(line)), "\(line)")
        }
    }

    /// With each the job is taken, and fio has the same without it.
    @Test func harmlessValuesAreFiosDefaults() throws {
        for (name, value) in FioOptionTable.defaults {
            let help = try Fio.output(["--cmdhelp=\(name)"])
            #expect(help.contains("default: \(value)\n"), "\(name)=\(value): \(help)")
            #expect(!Self.isRefused(Self.text("\(name)=\(value)")), "\(name)=\(value)")
        }
    }

    @Test(arguments: [
        "[x]\nsize=1m\nbs=4k\nbs", "[x]\nioengine=libaio\nhipri=1\nsize=1m\n", "[x]\nsize=(1024*4)\n",
        "[x]\niodepth=0\nsize=1m\n", "bs=4k\n[x]\nsize=1m\n", "[x]\nfilename\n",
    ])
    func filesThatFioRefuses(text: String) throws {
        #expect(try Self.fioRefuses(text))
        #expect(Self.isRefused(text))
    }

    /// Each is a job or an error with a place; what fio cannot parse is an error.
    @Test(.enabled(if: Fio.hasExamples, "needs fio-examples: make test-deps installs it"))
    func examplesOfFio() throws {
        let paths = try FileManager.default.contentsOfDirectory(atPath: Fio.examples)
            .filter { $0.hasSuffix(".fio") }.sorted().map { "\(Fio.examples)/\($0)" }
        #expect(paths.count > 50)
        for path in paths {
            let refused = try Fio.status(["--parse-only", path]) != 0
            do throws(HarnessError) {
                _ = try FioJob.jobs(ofFiles: [path], sections: [], overridden: []) { text in
                    #expect(text.hasPrefix(path), "\(text)")
                }
                #expect(!refused, "\(path)")
            } catch {
                #expect(error.description.hasPrefix(path), "\(error)")
            }
        }
    }

    /// Those that say all that a run needs, or leave it to the command line.
    @Test(.enabled(if: Fio.hasExamples, "needs fio-examples: make test-deps installs it"))
    func examplesThatRun() throws {
        let path = "\(Fio.examples)/fio-seq-read.fio"
        let jobs = try FioJob.jobs(ofFiles: [path], sections: ["file1"], overridden: []) { _ in }
        #expect(jobs.count == 1 && jobs[0].filenames == ["fio-seq-reads"])
    }
}
