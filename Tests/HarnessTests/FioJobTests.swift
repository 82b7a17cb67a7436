import BlockLayer
import Foundation
import Tables
import Testing

@testable import Harness

@Suite struct FioJobTests {
    private static let needed = "ioengine=io_uring\ndirect=1\nruntime=2\ntime_based\n"

    private func jobs(_ text: String, overridden: Set<String> = []) throws -> [FioJob] {
        try FioJob.jobs(
            [FioJobFile(parsing: text, source: "x.fio", environment: [:])], overridden: overridden)
    }

    /// The request of a job with these options and those that every job needs.
    private func request(_ options: String, overridden: Set<String> = []) throws -> RunRequest {
        var request = RunRequest(.bare(.path("/dev/null")))
        try jobs("[a]\n" + Self.needed + options, overridden: overridden)[0].apply(to: &request)
        return request
    }

    private func cell(_ options: String) throws -> CellSettings {
        try #require(request(options).sweep.cells().first)
    }

    @Test func whatIsLeftOutIsFiosDefault() throws {
        let request = try request("")
        let cell = try #require(request.sweep.cells().first)
        #expect(cell.mode == .read && cell.blockBytes == 4096 && cell.depth == 1 && cell.jobs == 1)
        #expect(cell.batchSubmit == 1 && cell.batchComplete == 1 && cell.readMix == 50)
        #expect(cell.completion == .interrupt)
        #expect(request.rampNanoseconds == 0 && request.runtimeNanoseconds == 2_000_000_000)
        #expect(request.sizeBytes == nil && request.cpus == nil)
    }

    @Test func optionsBecomeSettings() throws {
        let text = """
            readwrite=randrw
            rwmixwrite=30
            blocksize=16k
            iodepth=32
            iodepth_batch=4
            iodepth_batch_complete=8
            numjobs=3
            hipri
            size=8m
            ramp_time=500ms
            cpus_allowed=0-1,3
            numa_cpu_nodes=0,2
            disable_lat=1
            randseed=0x10
            """
        let request = try request(text)
        let cell = try #require(request.sweep.cells().first)
        #expect(cell.mode == .randrw && cell.readMix == 70 && cell.blockBytes == 16 << 10 && cell.depth == 32)
        #expect(
            cell.batchSubmit == 4 && cell.batchComplete == 8 && cell.jobs == 3 && cell.completion == .polled)
        #expect(request.sizeBytes == 8 << 20 && request.rampNanoseconds == 500_000_000)
        #expect(request.cpus == [0, 1, 3] && request.seed == 16 && request.numaNodes == [0, 2])
        #expect(cell.sampling == .off)
    }

    @Test func aBatchOfZeroIsTheDepth() throws {
        #expect(try cell("iodepth=8\niodepth_batch=0").reduced.batchSubmit == 8)
    }

    @Test func unitsFollowKbBaseWhereverItStands() throws {
        #expect(try request("size=4m\nkb_base=1000").sizeBytes == 4_000_000)
    }

    /// Of hipri the file decides for all devices; without it model devices are polled.
    @Test(
        arguments: [("", nil), ("hipri=0", .interrupt), ("hipri", .polled), ("hipri=1", .polled)]
            as [(String, Completion?)])
    func hipriCountsForModelDevices(option: String, completion: Completion?) throws {
        var request = RunRequest(.bare(.model(0)))
        try jobs("[a]\n" + Self.needed + option)[0].apply(to: &request)
        #expect(try request.sweep.cells().first?.completion == completion)
    }

    @Test func filenamesMayEscapeColons() throws {
        #expect(try jobs("[a]\n\(Self.needed)filename=/dev/pci-0\\:1\n")[0].filenames == ["/dev/pci-0:1"])
    }

    @Test func jobsOneAfterTheOther() throws {
        let text =
            "[global]\nname=all\n\(Self.needed)[a]\n[b]\nstonewall\n[c]\nwait_for_previous=1\nname=third\n"
        #expect(try jobs(text).map(\.name) == ["a", "b", "third"])
    }

    @Test func whatDiffersByDefaultIsSaid() throws {
        #expect(
            try jobs("[a]\n\(Self.needed)rw=randread\n")[0].notes == [
                "x.fio:1: [a] draws each block anew, as with norandommap"
            ])
        #expect(
            try jobs("[a]\n\(Self.needed)rw=write\n")[0].notes == [
                "x.fio:1: [a] writes zeros, as with zero_buffers"
            ])
        #expect(try jobs("[a]\n\(Self.needed)rw=write\nzero_buffers\n")[0].notes.isEmpty)
        #expect(try jobs("[a]\n\(Self.needed)rw=randread\nnorandommap\n")[0].notes.isEmpty)
    }

    @Test(arguments: [
        (
            "[a]\nioengine=io_uring\nruntime=1\ntime_based",
            "x.fio:1: [a] has no direct=1: fio would go through"
        ),
        ("[a]\nioengine=io_uring\ndirect=1", "[a] has no runtime"),
        ("[a]\nioengine=io_uring\ndirect=1\nruntime=5", "x.fio:4: [a] runtime=5: fio may end before"),
        ("[global]\n\(needed)[a]\n[b]\n", "x.fio:7: [b] would run along with the job before it"),
        ("[global]\n\(needed)[a]\n[b]\nstonewall=0\n", "[b] would run along"),
        ("[global]\n\(needed)[a]\n[b]\nstonewall\nname=a\n", "x.fio:7: [b] is a second job a"),
        ("[global]\n\(needed)[a]\n[a]\nstonewall\n", "a second job a"),
    ])
    func jobsThatAreNotWholeAreRefused(text: String, words: String) {
        let error = #expect(throws: HarnessError.self) { try jobs(text) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("rw=randtrim", "expected one of"), ("rw=randread:8", "no number"), ("rw=rw", "two for --rw rw"),
        ("bs=4k,8k", "one size"), ("bs=4k-8k", "one size"), ("bs=4q", "whole number"),
        ("bs=100", "multiple of 512"),
        ("bs", "a value is missing"), ("bs=", "a value is missing"), ("iodepth=0", "from 1 to"),
        ("iodepth=99999999999999999999", "too large"), ("numjobs=-1", "whole number"),
        ("iodepth_batch_complete=0", "one IO at least"),
        ("iodepth=8\niodepth_batch_complete_max=4", "x.fio:7: "),
        ("rwmixread=101", "from 0 to 100"), ("rwmixwrite=101", "from 0 to 100"),
        ("rwmixread=70\nrwmixwrite=70", "rwmixread says otherwise"), ("size=101%", "100%"),
        ("size=1.5g", "whole number"),
        ("kb_base=1001", "1000 or 1024"), ("hipri=2", "0 or 1"),
        ("cpus_allowed=3-1", "backwards"), ("verify=crc32c", "--verify"), ("direct=0", "twice"),
        ("numa_cpu_nodes=all", "numbers"), ("numa_mem_policy=bind:0", "thread's node"),
        ("bsrange=4k-8k", "one size: bs"), ("loops=3", "--rounds"),
        ("thinktime=5", "iodepth IOs in flight"), ("iodepht=4", "did you mean iodepth?"),
        ("nonsense", "pollbench has nothing for it"), ("=4", "pollbench has nothing for it"),
        ("sqthread_poll", "submit and poll themselves"), ("write_lat_log=x", "--out"),
        ("group_reporting=0", "one row"),
    ])
    func whatCannotBeHonouredIsNamed(options: String, words: String) {
        let words = words == "two for --rw rw" ? "give --rw rw" : words
        let error = #expect(throws: HarnessError.self) { try request(options) }
        let text = error?.description ?? ""
        #expect(text.contains(words), "\(text)")
        #expect(text.hasPrefix("x.fio:"), "\(text)")
    }

    @Test func allOptionsThatCannotBeHonouredAreNamed() throws {
        let text =
            "[global]\nrate=1\n[a]\nioengine=null\ndirect=1\n[b]\nstonewall\nthinktime=1\nbs=x\nsize=y\n"
        var said: [String] = []
        let file = FioJobFile(parsing: text, source: "x.fio", environment: [:])
        let error = #expect(throws: HarnessError.self) {
            try FioJob.jobs([file], overridden: []) { said.append($0) }
        }
        let places = (said + [error?.description ?? ""]).map { $0.prefix { $0 != " " } }
        // What is missing in the jobs, and what is wrong with their values, comes along.
        #expect(
            Set(places) == [
                "x.fio:2:", "x.fio:3:", "x.fio:4:", "x.fio:6:", "x.fio:8:", "x.fio:9:", "x.fio:10:",
            ])
    }

    /// What the command line says of the same is all that counts.
    @Test func flagsComeBeforeTheFile() throws {
        let text = "[a]\nioengine=io_uring\ndirect=1\nrw=rw\nfilename=/a:/b\nsize=1z\nhipri=7\n"
        let jobs = try jobs(text, overridden: ["rw", "filename", "size", "hipri", "runtime", "time_based"])
        #expect(jobs[0].filenames.isEmpty)
        var request = RunRequest(.bare(.path("/dev/null")))
        jobs[0].apply(to: &request)
        #expect(request.sweep.values(of: .rw) == nil && request.sweep.values(of: .completion) == nil)
        #expect(request.runtimeNanoseconds == 5_000_000_000)
    }

    /// A name that fio does not have would never be met.
    @Test(.enabled(if: Fio.isThere, "needs fio"))
    func theTableHasFiosNames() throws {
        let help =
            try Fio.output(["--cmdhelp=all"]) + Fio.output(["--enghelp=io_uring"])
            + Fio.output(["--enghelp=libaio"])
        let theirs = help.split(separator: "\n").compactMap { line in
            line.contains(":") ? line.split(separator: ":")[0].trimmingCharacters(in: .whitespaces) : nil
        }
        let unknown = FioOptionTable.names.subtracting(theirs)
        #expect(unknown.isEmpty)
        #expect(FioOptionTable.names.count > 80)
    }

    @Test(.enabled(if: Fio.isThere, "needs fio"))
    func theAliasesAreFios() throws {
        for (alias, name) in FioOptionTable.firstNames {
            let help = try Fio.output(["--cmdhelp=\(name)"])
            #expect(help.contains("alias: \(alias)\n"), "\(alias)")
        }
    }
}
