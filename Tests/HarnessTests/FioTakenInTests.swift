import BlockLayer
import Foundation
import Tables
import Testing

@testable import Harness

/// Real job files, and the requests that they become.
@Suite struct FioTakenInTests {
    private static let needed = "direct=1\nruntime=2\ntime_based\n"

    private func job(_ options: String, overridden: Set<String> = []) throws -> FioJob {
        let text = "[a]\n" + Self.needed + options
        return try FioJob.jobs(
            [FioJobFile(parsing: text, source: "x.fio", environment: [:])], overridden: overridden)[0]
    }

    private func request(_ options: String) throws -> RunRequest {
        var request = RunRequest(.bare(.path("/dev/null")))
        try job("ioengine=io_uring\n" + options).apply(to: &request)
        return request
    }

    private func refusal(_ options: String) -> String {
        let error = #expect(throws: HarnessError.self) { try job(options) }
        return error?.description ?? ""
    }

    @Test(arguments: ["libaio", "posixaio", "psync", "pvsync2", "sync"])
    func otherEnginesAreRunByRings(engine: String) throws {
        let job = try job("ioengine=\(engine)\niodepth=8\n")
        var request = RunRequest(.bare(.path("/dev/null")))
        job.apply(to: &request)
        let isAsynchronous = engine.hasSuffix("aio")
        #expect(try request.sweep.cells()[0].depth == (isAsynchronous ? 8 : 1))
        #expect(
            job.notes == [
                "x.fio:5: [a] ioengine=\(engine): run by io_uring"
                    + (isAsynchronous ? "" : ", one IO at a time")
            ])
    }

    @Test func fiosOwnEngineIsPsync() throws {
        #expect(
            try job("iodepth=8").notes == ["x.fio:1: [a] ioengine psync: run by io_uring, one IO at a time"])
        // What the command line says counts.
        #expect(
            try job("", overridden: ["iodepth"]).notes == ["x.fio:1: [a] ioengine psync: run by io_uring"])
        #expect(refusal("ioengine=null").contains("x.fio:5: [a] ioengine=null: pollbench uses io_uring"))
    }

    /// fio refuses them too.
    @Test(arguments: [
        (
            "ioengine=libaio\nhipri=1",
            "hipri=1: fio has it with ioengine io_uring, pvsync2 only, not with libaio"
        ),
        ("fixedbufs", "fixedbufs: fio has it with ioengine io_uring only, not with psync"),
        ("ioengine=io_uring\nuserspace_reap", "userspace_reap: fio has it with ioengine libaio only"),
    ])
    func optionsOfOtherEnginesAreRefused(options: String, words: String) {
        #expect(refusal(options).contains(words))
    }

    @Test(arguments: [
        ("filename=/f", ["/f"]), ("filename=f\ndirectory=/d", ["/d/f"]), ("directory=/d", ["/d/a.0.0"]),
        ("directory=/d\\:e\nname=n", ["/d:e/n.0.0"]), ("filename_format=$jobname-$filenum.x", ["a-0.x"]),
        ("directory=d\nfilename_format=all\nnumjobs=4", ["d/all"]), ("filename=/f:/g\\:h", ["/f", "/g:h"]),
        ("filename=f:g\ndirectory=/d", ["/d/f", "/d/g"]), ("", []),
    ])
    func filesHaveFiosNames(options: String, names: [String]) throws {
        #expect(try job(options).filenames == names)
    }

    @Test(arguments: [
        ("directory=/d\nnumjobs=2", "directory=/d: each of the 2 jobs would have a file of its own"),
        ("directory=/d:/e", "one directory"), ("filename_format=$jobname.$x", "only $jobname"),
        ("filename=:", "the name is missing"),
    ])
    func filesThatFioWouldMakeUpAreRefused(options: String, words: String) {
        #expect(refusal(options).contains(words))
    }

    @Test(
        arguments: [
            ("size=50%", .bytes(0), .percent(50)),
            ("offset=8k", .bytes(8192), nil), ("offset=25%\nsize=0x100000", .percent(25), .bytes(1 << 20)),
            ("filesize=1m", .bytes(0), .bytes(1 << 20)),
            ("filesize=1m\nsize=100%", .bytes(0), .bytes(1 << 20)),
            ("fileoffset=0\nsize=100%", .bytes(0), nil),
        ] as [(String, DeviceRange.Extent, DeviceRange.Extent?)])
    func partsOfFiles(options: String, start: DeviceRange.Extent, length: DeviceRange.Extent?) throws {
        let range = try request(options).range
        #expect(range.start == start && range.length == length && range.incrementBytes == 0)
    }

    @Test func eachJobItsPart() throws {
        #expect(try request("size=1m\noffset_increment=1m\nnumjobs=2").range.incrementBytes == 1 << 20)
    }

    @Test(arguments: [
        ("filesize=1m-2m", "one size"), ("filesize=1m\nsize=2m", "size says otherwise"),
        ("size=0%", "from 1%"),
        ("offset_increment=1m", "add a size"), ("offset_increment=10%\nsize=1m", "no percentage"),
        ("bssplit=4k/60:8k/40", "one size"), ("bssplit=4k,8k", "one size"), ("bssplit=4k/50", "one size"),
        ("rate_iops=100", "jobs keep iodepth IOs in flight"), ("clat_percentiles=0", "lat_percentiles=1"),
        ("slat_percentiles=1", "not divided"), ("percentile_list=99:99.9", "fio's own list"),
        ("unified_rw_reporting=1", "one direction"), ("rw=randrw\nunified_rw_reporting=none", "mixed"),
        ("rw=write\nrefill_buffers", "writes zeros"), ("nice=5", "nothing for it"), ("unit_base=1", "bytes"),
        ("significant_figures=6", "nothing for it"), ("bwavgtime=100", "nothing for it"),
        ("norandommap=x", "0 or 1"), ("zero_buffers=0", "writes zeros"),
    ])
    func othersAreRefused(options: String, words: String) {
        let text = refusal("ioengine=io_uring\n" + options)
        #expect(text.contains(words) && text.hasPrefix("x.fio:") && text.contains("[a] "), "\(text)")
    }

    /// With what fio does anyway, and with what pollbench does.
    @Test(arguments: [
        "nice=0", "offset=0", "create_serialize=0", "randrepeat=0", "randrepeat=1", "refill_buffers",
        "rw=write\nrefill_buffers=0", "clat_percentiles=1", "lat_percentiles=1\nclat_percentiles=0",
        "slat_percentiles=0", "percentile_list=1:5:10:20:30:40:50:60:70:80:90:95:99:99.5:99.9:99.95:99.99",
        "rw=randrw\nunified_rw_reporting=mixed", "unified_rw_reporting=none", "norandommap=0", "thinktime=0",
        "description=some words", "disable_clat=0", "stats=1", "exit_what=group", "mem=malloc",
    ])
    func harmlessOptionsAreTaken(options: String) throws {
        _ = try request(options)
    }

    @Test func blocksOfOneSizeMaySplit() throws {
        for split in ["8k", "8k/100", "8k/"] {
            #expect(try request("bssplit=\(split)").sweep.cells()[0].blockBytes == 8192)
        }
    }

    @Test func blocksThatDoNotRepeat() throws {
        #expect(try request("").seed == 1 && request("randrepeat=0\nallrandrepeat=1").seed == 1)
        #expect(try request("randrepeat=0\nrandseed=7").seed == 7)
        #expect(try request("randrepeat=0").seed != request("randrepeat=0").seed)
    }

    /// IO goes over them as over a stripe.
    @Test func severalFiles() throws {
        let paths = try [64 << 10, 100 << 10].map { size in
            let path = FileManager.default.temporaryDirectory.appendingPathComponent("fio \(UUID())").path
            try Data(count: size).write(to: URL(fileURLWithPath: path))
            return path
        }
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        let job = try job("ioengine=io_uring\nfilename=\(paths.joined(separator: ":"))\nbs=8k\n")
        var request = RunRequest(.bare(.path(paths[0])))
        job.apply(to: &request)
        try job.spread(&request)
        guard case .table(let stack) = request.source else { throw HarnessError.usage("no table") }
        #expect(stack.shape == "striped:2:8192" && stack.top.lengthSectors == 256)
        #expect(stack.leafReferences == paths.map { .path($0) })
        #expect(job.notes.first?.contains("IOs go over the files as over a striped device") == true)
        request.range.start = .bytes(4096)
        #expect(throws: HarnessError.self) { try job.spread(&request) }
    }

    /// In the words of the file: no flag was given.
    @Test(arguments: [
        (
            "size=1G", "--size 1g: the top device has 8 sectors",
            "x.fio:6: [a] size=1G: the top device has 8 sectors"
        ),
        (
            "bs=8k", "a range of 4 sectors holds no block of --bs 8k: a larger --size or a smaller --bs",
            "x.fio:6: [a] bs=8k: a range of 4 sectors holds no block of bs=8k: a larger size or a smaller bs"
        ),
        ("filename=/x", "/x does not exist", "x.fio:6: [a] filename=/x: /x does not exist"),
        ("filename=/x", "it is busy: --allow-writes", "x.fio:1: [a] it is busy: --allow-writes"),
        (
            "offset=1k", "offset 1k is no multiple of --bs 4k",
            "x.fio:6: [a] offset=1k: offset 1k is no multiple of bs=4k"
        ),
    ])
    func errorsOfPlanningHaveASubject(options: String, text: String, told: String) throws {
        let job = try job("ioengine=io_uring\n" + options)
        #expect(job.explained(.usage(text)) == .usage(told))
        #expect(job.explained(.environment(text)) == .environment(told))
    }

    @Test func flagsThatWereGivenKeepTheirNames() throws {
        let job = try job("ioengine=io_uring\nsize=1m", overridden: ["bs"])
        #expect(
            job.explained(.usage("--bs 8k: --size 1m")) == .usage("x.fio:6: [a] size=1m: --bs 8k: size=1m"))
    }
}
