import Glibc

/// What a program came to that was run to its end: by posix_spawn(3), without a shell.
struct ChildProcess {
    let output: String
    let errors: String
    /// The exit code; that of a shell, 128 and the signal's number, for one that a signal ended.
    let code: Int32

    /// Runs a program, its path and not its name, with `input` on its stdin.
    ///
    /// The streams are files without names: with pipes a program that talks while it is talked to could wait for us
    /// for ever.
    init(_ path: String, _ arguments: [String], input: String) throws(DeviceMapperError) {
        let files = [tmpfile(), tmpfile(), tmpfile()].compactMap(\.self)
        defer { for file in files { fclose(file) } }
        guard files.count == 3, fputs(input, files[0]) >= 0, fflush(files[0]) == 0 else {
            throw DeviceMapperError("cannot write a temporary file in /tmp: \(Self.text(of: errno))")
        }
        rewind(files[0])
        code = try Self.wait(for: try Self.spawn(path, arguments, streams: files.map { fileno($0) }), path)
        output = Self.text(in: files[1])
        errors = Self.text(in: files[2])
    }

    private static func spawn(
        _ path: String, _ arguments: [String], streams: [Int32]
    ) throws(DeviceMapperError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, path, &actions, nil, &words, &variables)
        guard result == 0 else { throw DeviceMapperError("cannot run \(path): \(text(of: result))") }
        return process
    }

    /// This process' variables, `NAME=VALUE`, without those that change what a program of device-mapper does or says:
    /// other folders for its nodes, another's udev cookie, a language. Without udev dmsetup makes the nodes itself, and
    /// only the user knows that there is none.
    private static var environment: [String] {
        var variables = ["LC_ALL=C"]
        var next = environ
        while let variable = next.pointee {
            let text = String(cString: variable)
            let isKept = !["DM_", "LVM_", "LC_", "LANG"].contains { text.hasPrefix($0) }
            if isKept || text.hasPrefix("DM_DISABLE_UDEV=") { variables.append(text) }
            next += 1
        }
        return variables
    }

    private static func wait(for process: pid_t, _ path: String) throws(DeviceMapperError) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else {
                throw DeviceMapperError("cannot wait for \(path): \(text(of: errno))")
            }
        }
        // WIFSIGNALED, WTERMSIG and WEXITSTATUS of wait(2), which Swift does not see.
        let signal = status & 0x7f
        return signal == 0 ? status >> 8 & 0xff : 128 + signal
    }

    private static func text(in file: UnsafeMutablePointer<FILE>) -> String {
        rewind(file)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block.prefix(count) }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func text(of errno: Int32) -> String { String(cString: strerror(errno)) }
}
