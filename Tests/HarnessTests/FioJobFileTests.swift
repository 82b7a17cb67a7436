import Foundation
import Testing

@testable import Harness

@Suite struct FioJobFileTests {
    private func file(_ text: String, environment: [String: String] = [:]) throws -> FioJobFile {
        let file = FioJobFile(parsing: text, source: "x.fio", environment: environment)
        try file.faults.check { _ in }
        return file
    }

    private static let texts = [
        "[a]\nrw=read\n", "[a]\nrw=read", "[a]\r\nrw=read\r\nbs=4k\r\n",
        "; c\n# c\n\n[global]\nbs=8k;x\n  iodepth=4   # x\n[a b]\nthread\nfilename=/f#g\n[c]\nsize=1g\n",
        "[global]\nbs=8k\n[a]\nrw=read\n[b]\nbs=16k\nstonewall\n",
        "[global]\nbs=8k\n[global]\niodepth=3\n[a]\nnumjobs=2\n",
        "[a]\nblocksize=8k\niodepth_batch_submit=2\n",
        "\t[a]\n\tbs=4k\t\n [b]\n  rw=write\n", "[a]\nfilename=/x/${HOME}/y\n",
        "[a]\niodepth=  7\n[]b]\nbs=1k\n",
    ]

    /// `--showcmd` prints the globals, then each job after its `--name`.
    @Test(.enabled(if: Fio.isThere, "needs fio"), arguments: texts)
    func sectionsAndOptionsAreFios(text: String) throws {
        let environment = ProcessInfo.processInfo.environment
        let jobs = FioJobFile(parsing: text, source: "x.fio", environment: environment).jobs
        let words = try Fio.output(["--showcmd"], jobs: text).replacing("\n", with: " ")
            .components(separatedBy: " --").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
        let parts = words.split(omittingEmptySubsequences: false) { $0.hasPrefix("name=") }
        #expect(jobs.map(\.name) == words.filter { $0.hasPrefix("name=") }.map { String($0.dropFirst(5)) })
        for (job, own) in zip(jobs, parts.dropFirst()) {
            // A job's own comes last, and counts.
            let theirs = (parts[0] + own).reduce(into: [String: String]()) { all, word in
                let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
                all[FioOptionTable.firstName(of: pair[0])] =
                    pair.dropFirst().first?.replacing("${HOME}", with: environment["HOME"] ?? "")
                    .trimmingCharacters(in: .whitespaces) ?? ""
            }
            let ours = job.options.map { ($0.name, $0.value ?? "") }
            #expect(Dictionary(uniqueKeysWithValues: ours) == theirs, "\(job.name)")
        }
    }

    @Test func globalsCountForTheJobsBelow() throws {
        let jobs = try file("[global]\nbs=4k\n[a]\n[global]\nbs=8k\niodepth=2\n[b]\nbs=16k\n[c]\n").jobs
        #expect(jobs.map { $0["bs"]?.value } == ["4k", "16k", "8k"])
        #expect(jobs.map { $0["iodepth"]?.value } == [nil, "2", "2"])
        #expect(jobs[2]["bs"]?.place == "x.fio:5")
    }

    @Test(arguments: [
        ("", "x.fio: no job"), ("[global]\nbs=4k\n", "x.fio: no job"),
        ("bs=4k\n[a]\n", "x.fio:1: bs=4k: an option"),
        ("[a\nbs=4k", "x.fio:1: [a: a section is"), ("\n[]\n", "x.fio:2: []: a section is"),
        ("[a] x\n", "x.fio:1: [a] x: a section is"), ("[globals]\n", "[globals]: fio takes"),
        ("[a]\nbs=4k\nblocksize=8k\n", "x.fio:3: [a] blocksize=8k: [a] has bs twice"),
        ("[a]\nbs= 4k\n", "x.fio:2: [a] bs= 4k: fio misreads"),
        (
            "[a]\ninclude /nonexistent/y.fio\n",
            "x.fio:2: include /nonexistent/y.fio: /nonexistent/y.fio does not"
        ),
        ("[ ]\nbs=4k\n", "x.fio:1: [ ]: the name is empty"),
        ("[a]\nbs=${B}\n", "the environment has no B"),
        ("[a]\nnumjobs=$cpus\n", "x.fio:2: [a] numjobs=$cpus: only"),
        ("[a]\nsize=8*$mb_memory\n", "x.fio:2: [a] size=8*$mb_memory: no arithmetic"),
        ("[a]\nbs=${B\n", "only ${NAME}"),
    ])
    func faultsAreNamedWithTheirLine(text: String, words: String) {
        let error = #expect(throws: HarnessError.self) { try file(text) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func variablesOfTheEnvironment() throws {
        let jobs = try file("[a]\nfilename=${A}/${B}x\n", environment: ["A": "/dev", "B": ""]).jobs
        #expect(jobs[0]["filename"]?.value == "/dev/x")
    }

    @Test func factsOfTheMachine() throws {
        let options = try file("[a]\nnumjobs=$ncpus\nbs=$pagesize\nsize=$mb_memorym\n").jobs[0].options
        #expect(
            options.map(\.value) == [
                "\(sysconf(Int32(_SC_NPROCESSORS_CONF)))", "\(getpagesize())", options[2].value,
            ])
        #expect(try FioNumber.bytes(#require(options[2].value), kbBase: 1024) > 1 << 27)
    }

    @Test(.enabled(if: Fio.isThere, "needs fio"), arguments: FioKeyword.allCases)
    func keywordsAreFios(keyword: FioKeyword) throws {
        let output = try Fio.output(
            ["--parse-only", "--debug=parse"], jobs: "[a]\nfilename=f\(keyword.rawValue)g\nsize=1m\n")
        #expect(output.contains("handle_option=filename, ptr=f\(keyword.value)g"), "\(output)")
    }

    /// A part that cannot be read hides nothing of the rest.
    @Test func allFaultsAreThere() {
        let text = "[a\nbs= 4k\n[b]\nbs=${NONE}\ninclude /nonexistent\niodepth=3\niodepth=4\n"
        var said: [String] = []
        let error = #expect(throws: HarnessError.self) {
            try FioJobFile(parsing: text, source: "x.fio", environment: [:]).faults.check { said.append($0) }
        }
        let places = (said + [error?.description ?? ""]).map { $0.prefix { $0 != " " } }
        #expect(places.sorted() == ["x.fio:1:", "x.fio:2:", "x.fio:4:", "x.fio:5:", "x.fio:7:"])
    }

    /// In the folder of the file, if they are in no other; with options only, whose lines are their own.
    @Test func includedFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fio-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func write(_ name: String, _ text: String) throws -> String {
            let path = folder.appendingPathComponent(name).path
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            return path
        }
        let inner = try write("inner.fio", "\nnumjobs=2\n")
        _ = try write("more.fio", "iodepth=4\ninclude inner.fio\n")
        let path = try write("jobs.fio", "")
        let jobs = FioJobFile(
            parsing: "[global]\ninclude more.fio\n[a]\nbs=4k\n", source: path, environment: [:]
        ).jobs
        #expect(jobs[0].options.map(\.name) == ["iodepth", "numjobs", "bs"])
        #expect(jobs[0]["numjobs"]?.place == inner + ":2")
        _ = try write("more.fio", "[b]\n")
        _ = try write("inner.fio", "include inner.fio\n")
        for (text, words) in [("include more.fio", "options only"), ("include inner.fio", "without end")] {
            let file = FioJobFile(parsing: "[a]\n\(text)\n", source: path, environment: [:])
            let error = #expect(throws: HarnessError.self) { try file.faults.check { _ in } }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
    }

    /// Whatever is in a file, it is a job or an error.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func noTextTraps(seed: UInt64) {
        let pieces = [
            "[", "]", "global", "a", "=", "\n", "\r\n", "${", "}", "$", " ", ";", "#", "bs", "\0", "é", "🧵",
            ":",
        ]
        var state = seed
        let text = (0..<40).map { _ -> String in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return pieces[Int(state >> 33) % pieces.count]
        }.joined()
        do {
            #expect(!(try file(text).jobs.isEmpty), "seed \(seed)")
        } catch {
            #expect("\(error)".hasPrefix("x.fio"), "seed \(seed)")
        }
    }
}
