import Glibc

/// The files behind the three streams of a program: without names, gone with the last reference.
final class SpawnFiles {
    /// The files that were made here, by the stream's number.
    private var made: [Int: UnsafeMutablePointer<FILE>] = [:]
    /// The descriptors of stdin, stdout and stderr.
    private(set) var descriptors: [Int32] = []
    private var null: Int32 = -1

    init(_ setup: ChildProcess.Setup) throws(ChildProcessError) {
        let input = try temporaryFile(0)
        guard fputs(setup.input, input) >= 0, fflush(input) == 0 else { throw Self.failure() }
        rewind(input)
        descriptors.append(fileno(input))
        descriptors.append(try descriptor(of: setup.output, number: 1))
        let output = descriptors[1]
        descriptors.append(
            try setup.errors.map { (stream) throws(ChildProcessError) in
                try descriptor(of: stream, number: 2)
            } ?? output)
    }

    deinit {
        for file in made.values { fclose(file) }
        if null >= 0 { close(null) }
    }

    private func descriptor(of stream: ChildProcess.Stream, number: Int) throws(ChildProcessError) -> Int32 {
        switch stream {
        case .collected: return fileno(try temporaryFile(number))
        case .descriptor(let descriptor): return descriptor
        case .dropped:
            if null < 0 { null = open("/dev/null", O_WRONLY | O_CLOEXEC) }
            guard null >= 0 else {
                throw ChildProcessError("/dev/null: \(String(cString: strerror(errno)))")
            }
            return null
        }
    }

    private func temporaryFile(_ number: Int) throws(ChildProcessError) -> UnsafeMutablePointer<FILE> {
        guard let file = tmpfile() else { throw Self.failure() }
        made[number] = file
        return file
    }

    private static func failure() -> ChildProcessError {
        ChildProcessError("cannot write a temporary file in /tmp: \(String(cString: strerror(errno)))")
    }

    /// What the program wrote to a stream; empty where it was not collected. Programs write bytes of any kind.
    func text(of number: Int) -> String {
        guard let file = made[number] else { return "" }
        rewind(file)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block.prefix(count) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
