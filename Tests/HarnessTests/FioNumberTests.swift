import Foundation
import Testing

@testable import Harness

@Suite struct FioNumberTests {
    /// What fio makes of an option with each of the values.
    private func asFio(_ option: String, _ values: [String], extra: String = "") throws -> [UInt64?] {
        let jobs = values.enumerated().map { "[j\($0)]\n\(extra)\(option)=\($1)\n" }.joined()
        let lines = try Fio.output(["--parse-only", "--debug=parse"], jobs: jobs).split(separator: "\n")
        return lines.indices.filter { lines[$0].contains("__handle_option=\(option),") }.map { index in
            lines[index + 1].components(separatedBy: "ret=0, out=").dropFirst().first.flatMap { UInt64($0) }
        }
    }

    private static let numbers = ["1", "4", "16", "4096", "007"]
    private static let sizes = [
        "", "b", "B", "k", "K", "kb", "kB", "ki", "kib", "KiB", "m", "M", "mb", "MiB", "mi", "g", "gib", "t",
        "TiB", "p",
    ]

    @Test(.enabled(if: Fio.isThere, "needs fio"), arguments: [1024, 1000] as [UInt64])
    func sizesAreFios(kbBase: UInt64) throws {
        let texts = Self.numbers.flatMap { number in Self.sizes.map { number + $0 } }
        let ours = try texts.map { try FioNumber.bytes($0, kbBase: kbBase) }
        // "007" is octal to C, but not to fio.
        #expect(try asFio("bs", texts, extra: "kb_base=\(kbBase)\n") == ours)
    }

    @Test(.enabled(if: Fio.isThere, "needs fio"))
    func timesAreFios() throws {
        let suffixes = ["", "s", "S", "ms", "MS", "msec", "us", "usec", "m", "M", "h", "d"]
        let texts = ["0", "1", "30", "500"].flatMap { number in suffixes.map { number + $0 } }
        let ours = try texts.map { try FioNumber.nanoseconds($0) / 1000 }
        #expect(try asFio("runtime", texts) == ours)
    }

    @Test(.enabled(if: Fio.isThere, "needs fio"))
    func integersAreFios() throws {
        let texts = ["0x20", "0XfF", "1", "65536", "007"]
        #expect(try asFio("iodepth", texts) == texts.map { try FioNumber.integer($0) })
    }

    /// fio reads each of these as a number that no user means.
    @Test(arguments: ["", "k", "1.5k", "4q", "4kk", "-1", "4k8k", "４k", "1e3", " 4k", "4 k", "0x10k"])
    func whatFioMisreadsIsNoSize(text: String) {
        #expect(throws: HarnessError.self) { try FioNumber.bytes(text, kbBase: 1024) }
    }

    @Test(arguments: ["", "s", "1.5s", "10sec", "10min", "10ns", "-5", "1e1", "99999999999999999999"])
    func whatFioMisreadsIsNoTime(text: String) {
        #expect(throws: HarnessError.self) { try FioNumber.nanoseconds(text) }
    }

    @Test(arguments: [
        ("4KiB", 1024, "4000 bytes are no multiple of 512: with kb_base=1024 fio's KiB is decimal: write 4k"),
        (
            "3mib", 1024,
            "3000000 bytes are no multiple of 512: with kb_base=1024 fio's mib is decimal: write 3m"
        ),
        ("4k", 1000, "with kb_base=1000 fio's k is decimal: write kb_base=1024, or 4kiB"),
        ("1000", 1024, "1000 bytes are no multiple of 512"), ("1KiB", 1024, "1000 bytes are no multiple"),
    ])
    func aBlockOfNoWholeSectorsSaysWhy(_ text: String, _ kbBase: UInt64, _ words: String) {
        let error = #expect(throws: HarnessError.self) { try FioNumber.blockBytes(text, kbBase: kbBase) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test(arguments: [("4k", 1024), ("4Ki", 1024), ("4KiB", 1000), ("64KiB", 1024), ("512", 1024)])
    func wholeSectorsAreBlocks(_ text: String, _ kbBase: UInt64) throws {
        #expect(try FioNumber.blockBytes(text, kbBase: kbBase).isMultiple(of: 512))
    }

    @Test(arguments: ["18446744073709551615p", "99999999999999999999", "99999999999999999999k"])
    func nothingOverflows(text: String) {
        #expect(throws: HarnessError.self) { try FioNumber.bytes(text, kbBase: 1024) }
        #expect(throws: HarnessError.self) { try FioNumber.nanoseconds(text) }
    }
}
