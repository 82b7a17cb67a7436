import Foundation
import Testing

/// io_uring that a container's profile refuses, and memory that it may not lock.
@Suite struct RefusedRingTests {
    /// Runs a program under a seccomp filter that answers io_uring_setup(2), io_uring_enter(2) or io_uring_register(2):
    /// 425 to 427 on all architectures.
    private static func filter(_ errno: String, call: Int = 425) -> [String] {
        let script = """
            import ctypes, errno, os, struct, sys
            libc = ctypes.CDLL(None)
            # Load the number; jump if equal; return the error; return "allow" (linux/filter.h, linux/seccomp.h).
            code = [(0x20, 0, 0, 0), (0x15, 0, 1, \(call)), (6, 0, 0, 0x50000 | errno.\(errno)), (6, 0, 0, 0x7fff0000)]
            program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in code))
            head = struct.pack("HP", len(code), ctypes.addressof(program))
            assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, head) == 0
            os.execvp(sys.argv[1], sys.argv[1:])
            """
        return ["python3", "-c", script]
    }

    private static let isPossible = (try? Command(["--version"], by: filter("EPERM")))?.code == 0

    private func run(_ launcher: [String], _ options: [String] = []) throws -> Command {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        let arguments = [
            "run", "--filename", file.path, "--design", "interrupt", "--runtime", "0.02", "--ramp-time", "0",
        ]
        return try Command(arguments + options, by: launcher)
    }

    @Test(
        .enabled(if: isPossible, "needs python3 and seccomp"), arguments: ["EPERM", "EACCES", "ENOSYS"],
        425...427)
    func theFilterIsNamedAndNotTheSysctl(_ errno: String, _ call: Int) throws {
        let command = try run(Self.filter(errno, call: call))
        #expect(command.code == 1)
        #expect(command.errors.contains("a seccomp filter refuses io_uring"), "\(command.errors)")
        #expect(command.errors.contains(errno) && !command.errors.contains("io_uring_disabled"))
    }

    private static let withoutLocking = [
        "setpriv", "--bounding-set=-ipc_lock", "prlimit", "--memlock=131072",
    ]
    private static let canLimit = (try? Command(["--version"], by: withoutLocking))?.code == 0

    @Test(.enabled(if: canLimit, "needs root and setpriv"))
    func unregisteredBuffersStandInTheRow() throws {
        let command = try run(Self.withoutLocking, ["--iodepth", "64", "--format", "json"])
        #expect(command.code == 0)
        let words =
            "the kernel did not register the IO buffers, so each IO cost more: too little locked memory"
        #expect(command.errors.contains(words))
        #expect(command.output.contains("\"note\":\"\(words)"), "\(command.output)")
    }
}
