import Foundation
import Testing

private let table = "0 2097152 striped 2 8 model:0 0 model:1 0"

/// Bad command lines: one clear line on stderr, nothing on stdout, the right exit code.
@Suite struct RefusalTests {
    private func expectRefusal(_ arguments: [String], code: Int32, _ words: String) throws {
        let command = try Command(arguments)
        #expect(command.code == code)
        #expect(command.output.isEmpty)
        #expect(command.errorLines.count == 1)
        #expect(command.errors.hasPrefix("pollbench: "))
        #expect(command.errors.contains(words), "\(command.errors)")
    }

    @Test(arguments: [
        (["--design", "rootlist"], "did you mean root-list?"),
        (["--design", ""], "unknown design"),
        (["--design", "all,all"], "stands alone"),
        (["--design", "bio-array,bio-array"], "--design has bio-array twice"),
        (["--design", "interrupt", "--completion", "polled"], "it waits for interrupts"),
        (["--design", "child-counter", "--numjobs", "2", "--poll-queues", "1"], "a queue for each job"),
        (["--design", "task-fifo:0"], "leaves must be from 1 to 65536"),
        (["--design", "task-fifo:"], "leaves must be from 1 to 65536"),
        (["--design", "task-fifo,task-fifo:128"], "--design has task-fifo twice"),
        (["--design", "root-list:3"], "takes nothing behind its name"),
        (["--model-interrupt-cost", "5h"], "at most 1.00 s"),
        (["--model-submit-cost", "5h"], "at most 1.00 s"),
        (["--model-failures", "7"], "expected PERIOD:LENGTH"),
        (["--model-failures", "0:0"], "at most 0 can fail"),
        (["--model-again", "3:3"], "at most 2 can fail"),
        (["--model-lost", "3"], "expected PERIOD:LENGTH"),
        (["--model-timeout", "2s"], "'--model-timeout <time>': at most 1.00 s"),
        (["--model-queue-depth", "0"], "'--model-queue-depth <number>': must be from 1 to 65536"),
        (["--model-reset-every", "31d"], "'--model-reset-every <time>': at most"),
        (["--model-reset-every", "1ms", "--queue-sharing", "exclusive"], "--model-reset-every"),
        (["--reload-every", "0"], "more than 0"),
        (["--reload-every", "soon"], "expected seconds"),
        (["--design", "kernel"], "--create-kernel-device makes one"),
        (["--design", "kernel", "--create-kernel-device"], "maps block devices only"),
        (["--create-kernel-device", "--design", "bio-array"], "is for the design kernel"),
        (["--create-kernel-device", "--kernel-device", "/dev/mapper/x"], "exclude each other"),
        (["--kernel-device", ""], "'--kernel-device <path>': the path is empty"),
        (["--bs", "4q"], "expected a number"),
        (["--bs", "0"], "multiple of 512"),
        (["--bs", "1000"], "multiple of 512"),
        (["--bs", "1t"], "at most 1g"),
        (["--bs", "1000000000000000000"], "at most 1g"),
        (["--bs", "64k", "--size", "32k"], "smaller --bs"),
        (["--iodepth", "0"], "from 1 to 65536"),
        (["--iodepth", "-1"], "whole number"),
        (["--iodepth", "99999999999999999999"], "too large"),
        (["--iodepth", "1,,2"], "whole number"),
        (["--numjobs", "1000000000000"], "from 1 to 1024"),
        (["--poll-queues", "0"], "from 1 to 1024"),
        (["--rwmixread", "101"], "from 0 to 100"),
        (["--rw", "sideways"], "randread"),
        (["--runtime", "0"], "nothing would be measured"),
        (["--runtime", "1000000000000000000"], "more than"),
        (["--runtime", "400d"], "at most"),
        (["--size", "1000000000000000000"], "top device has"),
        (["--rounds", "0"], "from 1 to"),
        (["--lock", "none", "--numjobs", "2"], "exclusive"),
        (["--spin", "bounded:5h"], "at most"),
        (["--cpus-allowed", "8191"], "CPU 8191"),
        (["--model-service", "uniform:9us:5us"], "longer than"),
        (["--model-parallelism", "99999999999"], "from 0 to"),
        (["--model-size", "1000000000000000000", "--verify"], "fit into memory"),
        (["--model-size", "18446744073709551104", "--verify"], "fit into memory"),
        (["--random-seed", "-3"], "whole number"),
        (["--format", "xml"], "'xml'"),
        (["--filename", "model:0"], "exclude each other"),
        (["--stack", "nope"], "'nope'"),
        (["--nonsense"], "--nonsense"),
        (["--machine", "epyc-7763-2x"], "did you mean epyc-7763-2x64?"),
        (
            ["--machine", "graviton2-64", "--numjobs", "65"],
            "--numjobs 65 with --machine graviton2-64, which has 64 CPUs"
        ),
        (["--machine", "graviton2-64", "--cpus-allowed", "64"], "graviton2-64 has no CPU 64"),
        (["--machine", "graviton2-64", "--design", "kernel"], "the kernel is not modelled"),
        (["--machine-ensemble"], "name one by --machine"),
    ])
    func wrongUsage(_ arguments: [String], _ words: String) throws {
        try expectRefusal(["run", "--table", table] + arguments, code: 64, words)
    }

    @Test(arguments: [
        ("", "table:1:1: the table is empty"),
        ("0 8 lineer model:0 0", "did you mean linear?"),
        ("0 8 linear model:0 0\n4 8 linear model:1 0", "table:2:1: an overlap"),
        ("0 8 linear model:0 0\n8 8 linear /etc/hostname 0", "mixes model devices and real ones"),
    ])
    func wrongTable(_ text: String, _ words: String) throws {
        try expectRefusal(["run", "--table", text], code: 64, words)
    }

    @Test func realDevicesOnADescribedMachine() throws {
        try expectRefusal(
            ["run", "--filename", "/nonexistent", "--machine", "graviton2-64"], code: 64,
            "--machine graviton2-64 has model devices only")
    }

    @Test func noDevice() throws {
        try expectRefusal(["run"], code: 64, "--table")
    }

    @Test func missingDevice() throws {
        try expectRefusal(
            ["run", "--table", "0 8 linear /nonexistent 0"], code: 1, "/nonexistent does not exist")
    }

    @Test func missingTableFile() throws {
        try expectRefusal(["run", "--table", "@/nonexistent"], code: 1, "/nonexistent does not exist")
    }

    /// A file that cannot be read is no mistake of the command line; one that is no histogram is.
    @Test(arguments: [
        ("/nonexistent", 1, "does not exist"), ("/", 1, "is a folder"), ("/dev/null", 64, "count above 0"),
    ])
    func timesThatCannotBeRead(path: String, code: Int32, words: String) throws {
        try expectRefusal(
            ["run", "--filename", "model:0", "--model-service", "histogram:\(path)"], code: code, words)
    }

    /// A device by its number, as in tables.
    @Test func noDeviceOfThatNumber() throws {
        try expectRefusal(
            ["run", "--filename", "4095:1048575"], code: 1, "no block device has the number 4095:1048575")
    }

    @Test func modelSmallerThanTheTable() throws {
        try expectRefusal(["run", "--table", table, "--model-size", "1k"], code: 1, "--model-size")
    }

    @Test func fileSmallerThanTheTable() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        let table = "0 4096 linear \(file.path) 0"
        try expectRefusal(["run", "--table", table], code: 1, "it has 2048")
    }

    @Test func readOnlyFileWithWrites() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20, mode: 0o444)
        defer { try? FileManager.default.removeItem(at: file) }
        try expectRefusal(
            ["run", "--filename", file.path, "--rw", "randwrite", "--allow-writes"], code: 1, file.path)
    }

    @Test(.enabled(if: LoopDevice.isPossible, "needs root and loop devices"))
    func readOnlyDeviceWithWrites() throws {
        let device = try LoopDevice(options: ["--read-only"])
        let arguments = ["run", "--filename", device.path, "--rw", "randwrite", "--allow-writes"]
        try expectRefusal(arguments + ["--completion", "interrupt"], code: 1, "\(device.path) is read-only")
    }

    @Test func writingWithoutLeave() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        try expectRefusal(["run", "--filename", file.path, "--rw", "write"], code: 64, "--allow-writes")
    }

    @Test func pollingWhatIsNoDevice() throws {
        try expectRefusal(["run", "--filename", "/dev/null"], code: 1, "neither a file nor a block device")
    }
}
