import Foundation
import Testing

/// Data is overwritten only if its owner has agreed: the whole way from the command line to the file.
@Suite struct WriteGuardTests {
    /// A file that libblkid takes for swap; the rest of it is zeros.
    private func makeSwapFile() throws -> URL {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        let handle = try FileHandle(forWritingTo: file)
        try handle.seek(toOffset: 1024)
        try handle.write(contentsOf: Data([1, 0, 0, 0, 255, 0, 0, 0]))
        try handle.seek(toOffset: 4086)
        try handle.write(contentsOf: Data("SWAPSPACE2".utf8))
        try handle.close()
        return file
    }

    private func remove(_ files: URL...) {
        for file in files { try? FileManager.default.removeItem(at: file) }
    }

    private func write(_ files: [URL], _ arguments: [String] = []) throws -> Command {
        let table = files.enumerated().map { "\($0 * 2048) 2048 linear \($1.path) 0" }
        return try Command(
            [
                "run", "--table", table.joined(separator: "\n"), "--rw", "write", "--allow-writes",
                "--design",
                "interrupt", "--runtime", "0.05", "--ramp-time", "0",
            ] + arguments)
    }

    @Test(arguments: [[], ["--dry-run"], ["--overwrite-signature", "ext4,gpt"], ["--verify"]])
    func aRefusedRunChangesNothing(_ arguments: [String]) throws {
        let (blank, swap) = (try TemporaryFile.make(sizeBytes: 1 << 20), try makeSwapFile())
        defer { remove(blank, swap) }
        let before = [try Data(contentsOf: blank), try Data(contentsOf: swap)]
        let command = try write([blank, swap], arguments)
        #expect(command.code == 1)
        #expect(command.output.isEmpty)
        #expect(command.errorLines.count == 1)
        #expect(command.errors.contains("it has swap (--overwrite-signature swap gives that up)"))
        #expect([try Data(contentsOf: blank), try Data(contentsOf: swap)] == before)
    }

    @Test(arguments: [
        ["--overwrite-signature", "swap"], ["--overwrite-signature", "ext4,swap"],
        ["--overwrite-signature", "ext4", "--overwrite-signature", "swap"],
    ])
    func whatIsGivenUpByNameIsOverwritten(_ arguments: [String]) throws {
        let swap = try makeSwapFile()
        defer { remove(swap) }
        let before = try Data(contentsOf: swap)
        #expect(try write([swap], arguments).code == 0)
        #expect(try Data(contentsOf: swap) != before)
        // The next run finds nothing left to give up, and that is fine.
        #expect(try write([swap], arguments).code == 0)
    }

    @Test func readingNeedsNothing() throws {
        let swap = try makeSwapFile()
        defer { remove(swap) }
        let command = try Command([
            "run", "--filename", swap.path, "--design", "interrupt", "--runtime", "0.05", "--ramp-time", "0",
        ])
        #expect(command.code == 0)
    }

    @Test(arguments: ["ext5", "", "swap,", "gpt;dos"])
    func aNameThatNoSignatureHasIsWrongUsage(_ names: String) throws {
        let blank = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { remove(blank) }
        let command = try write([blank], ["--overwrite-signature", names])
        #expect(command.code == 64)
        #expect(command.errors.contains("libblkid knows no such signature"))
    }
}
