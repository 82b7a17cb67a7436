import Foundation
import Testing

private let table = "0 2097152 striped 2 8 model:0 0 model:1 0"

/// fio's job files in, fio's json+ out.
@Suite struct FioTests {
    /// A job file; the lines that every job needs are in it.
    private func withFile<Result>(_ text: String, _ body: (URL) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).fio")
        defer { try? FileManager.default.removeItem(at: file) }
        let needed = "[global]\nioengine=io_uring\ndirect=1\nruntime=50ms\ntime_based\n"
        try Data((needed + text).utf8).write(to: file)
        return try body(file)
    }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test func jobsRunOneAfterTheOther() throws {
        let command = try withFile("[first]\n[second]\nstonewall\nrw=write\nbs=8k\niodepth=4\n") { file in
            try Command([
                "run", "--job", file.path, "--table", table, "--design", "bio-array", "--format", "csv",
            ])
        }
        #expect(command.code == 0, "\(command.errors)")
        let ids = lines(command.output).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)[4]
        }
        #expect(
            ids == [
                "first/read-bs4k-iodepth1-numjobs1-queues1-bio-array",
                "second/write-bs8k-iodepth4-numjobs1-queues1-bio-array",
            ])
    }

    @Test func flagsComeBeforeTheFile() throws {
        let command = try withFile("[a]\nrw=rw\niodepth=4\nfilename=/nonexistent\n") { file in
            try Command([
                "run", "--job", file.path, "--filename", "model:0", "--rw", "randread", "--iodepth", "1,2",
                "--runtime",
                "7", "--design", "bio-array", "--dry-run",
            ])
        }
        #expect(command.code == 0, "\(command.errors)")
        #expect(
            lines(command.output) == [
                "a/randread-bs4k-iodepth1-numjobs1-queues1-bio-array",
                "a/randread-bs4k-iodepth2-numjobs1-queues1-bio-array", "2 cells, 1 round, 2 runs: 14.0 s",
            ])
    }

    /// Two sessions that write the same file: neither may stand in the other's way.
    @Test func jobsMayWriteTheSameFile() throws {
        let data = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: data) }
        let command = try withFile("filename=\(data.path)\nrw=write\n[a]\n[b]\nstonewall\n") { file in
            try Command([
                "run", "--job", file.path, "--design", "bio-array", "--allow-writes", "--format", "csv",
            ])
        }
        let refused = try withFile("filename=\(data.path)\nrw=write\n[a]\n") { file in
            try Command(["run", "--job", file.path, "--design", "bio-array"])
        }
        #expect(refused.code == 64)
        #expect(refused.errors.contains("--allow-writes permits it"), "\(refused.errors)")
        #expect(command.code == 0, "\(command.errors)")
        #expect(lines(command.output).dropFirst().allSatisfy { $0.contains(",interrupt,") })
        #expect(lines(command.output).count == 3)
    }

    @Test(arguments: [
        ("[a]\nrate=1m\n", ":7: [a] rate=1m: jobs keep iodepth IOs in flight"),
        ("[a]\n[b]\n", "add stonewall"),
        ("[a]\n", "no device"), ("filename=/nonexistent\n[a]\n", "/nonexistent does not exist"),
        ("filename=/dev/null\n[a]\n", "neither a file nor a block device"),
    ])
    func refusalsAreOneLine(text: String, words: String) throws {
        let command = try withFile(text) { try Command(["run", "--job", $0.path]) }
        // What is wrong with the device, not with the command line, is 1.
        #expect(command.code == (text.contains("filename") ? 1 : 64))
        #expect(command.output.isEmpty)
        #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
    }

    @Test func missingFile() throws {
        let command = try Command(["run", "--job", "/nonexistent"])
        #expect(command.code == 1 && command.errors == "pollbench: /nonexistent does not exist\n")
    }

    @Test func fioJSONHasAJobForEachCellAndAFileToo() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pollbench-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let command = try Command([
            "run", "--table", table, "--design", "bio-array,root-list", "--iodepth", "1,4", "--rounds", "2",
            "--runtime", "0.02", "--ramp-time", "0", "--format", "fio-json", "--out", folder.path,
        ])
        #expect(command.code == 0, "\(command.errors)")
        let document = try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any]
        let jobs = try #require(document?["jobs"] as? [[String: Any]])
        #expect(jobs.count == 4)
        for job in jobs {
            let read = job["read"] as? [String: Any]
            let latency = read?["lat_ns"] as? [String: Any]
            #expect((latency?["bins"] as? [String: Any])?.isEmpty == false)
            #expect(latency?["N"] as? Int == read?["total_ios"] as? Int)
            #expect((job["pollbench"] as? [Any])?.count == 2)
        }
        for file in ["bio-array/4k/randread-1-1.json", "root-list/4k/randread-4-1.json"] {
            let data = try Data(contentsOf: folder.appendingPathComponent("fio-json/\(file)"))
            let one = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            #expect((one?["jobs"] as? [Any])?.count == 1)
        }
    }
}
