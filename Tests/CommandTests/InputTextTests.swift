import Foundation
import Testing

/// Text that is right is read, wherever it comes from; what is not says why.
@Suite final class InputTextTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "pollbench-test-\(UUID())")
        .path

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try write("0 2048 linear model:0 0\n", "table")
        try write(
            "[global]\nioengine=io_uring\ndirect=1\nruntime=1\ntime_based\n[a]\n[b]\nstonewall\n", "job")
        try write("nanoseconds,count\n1000,5\n", "times")
        try write("stacks: {a: {device: model:0}}\ndesigns: [bio-array]\n", "matrix")
        try write("threshold: 5%\n", "policy")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult private func write(_ text: String, _ name: String) throws -> String {
        try write(Data(text.utf8), name)
    }

    @discardableResult private func write(_ bytes: Data, _ name: String) throws -> String {
        try bytes.write(to: URL(filePath: "\(folder)/\(name)"))
        return "\(folder)/\(name)"
    }

    /// Runs a line of bash in which `$pb` is the program.
    private func bash(_ line: String) throws -> Command {
        try Command([], by: ["bash", "-c", "cd '\(folder)'; pb=$0; \(line)"])
    }

    private static let dry = "--design bio-array --dry-run"

    /// What reads each kind of text, with FILE for its place and the file that has it.
    private static let readers = [
        ("run --table @FILE \(dry)", "table"), ("run --filename model:0 --job FILE \(dry)", "job"),
        ("run --filename model:0 --model-service histogram:FILE \(dry)", "times"),
        ("matrix FILE --dry-run", "matrix"),
    ]

    private static let sources = ["<(cat FILE)", "/dev/stdin <FILE", "/dev/stdin < <(cat FILE)", "FILE"]

    @Test(arguments: readers)
    func textComesFromAnywhere(_ reader: String, _ file: String) throws {
        for source in Self.sources {
            let parts = source.replacing("FILE", with: file).split(separator: " ", maxSplits: 1)
            let isSubstitution = source.hasPrefix("<(")
            let place = isSubstitution ? source.replacing("FILE", with: file) : String(parts[0])
            let redirection = isSubstitution ? "" : parts.dropFirst().joined()
            let command = try bash("\"$pb\" \(reader.replacing("FILE", with: place)) \(redirection)")
            #expect(command.code == 0, "\(source): \(command.errors)")
        }
    }

    /// A pipe can be read once, however many jobs the table is for.
    @Test func aTableFromAPipeServesAllJobs() throws {
        let command = try bash("\"$pb\" run --table @<(cat table) --job <(cat job) \(Self.dry)")
        #expect(command.code == 0, "\(command.errors)")
        #expect(command.output.contains("2 cells"))
    }

    @Test(arguments: readers)
    func eachCauseHasItsOwnWords(_ reader: String, _ file: String) throws {
        try write(Data("ab\nü".utf8) + Data([0x78, 0xff, 0x0a]), "latin")
        try write(Data([0xff, 0xfe, 0x61, 0]), "wide")
        // What a flag's own text leads to is the command line's fault.
        let unreadable: Int32 = file == "times" ? 64 : 1
        for (path, code, words) in [
            ("nothing", unreadable, "nothing does not exist"), (".", unreadable, ". is a folder, not a file"),
            ("latin", 64, "latin:2:3: the text is not UTF-8"), ("wide", 64, "wide:1:1: the text is UTF-16"),
            ("/dev/zero", 64, "/dev/zero: larger than any file"),
            ("job/x", unreadable, "job/x cannot be read: Not a directory"),
        ] as [(String, Int32, String)] {
            let command = try bash("\"$pb\" \(reader.replacing("FILE", with: path))")
            #expect(command.code == code && command.errors.contains(words), "\(path): \(command.errors)")
            #expect(command.errorLines.count == 1)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to become another user"), arguments: readers)
    func aMissingPermissionIsCalledSo(_ reader: String, _ file: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(folder)/\(file)")
        let line = "setpriv --reuid 65534 --clear-groups \"$pb\" \(reader.replacing("FILE", with: file))"
        let command = try bash("cp \"$pb\" here; pb=./here; chmod 755 here .; \(line)")
        #expect(command.code == (file == "times" ? 64 : 1))
        #expect(command.errors.contains("\(file) may not be read (Permission denied)"), "\(command.errors)")
    }

    @Test(arguments: readers)
    func aByteOrderMarkIsNoText(_ reader: String, _ file: String) throws {
        try write(Data([0xef, 0xbb, 0xbf]) + Data(contentsOf: URL(filePath: "\(folder)/\(file)")), "marked")
        let plain = try bash("\"$pb\" \(reader.replacing("FILE", with: file))")
        let marked = try bash("\"$pb\" \(reader.replacing("FILE", with: "marked"))")
        #expect(marked.code == 0, "\(marked.errors)")
        #expect(marked.output == plain.output)
    }

    @Test func resultsAndPoliciesMayHaveAMarkAndComeFromAPipe() throws {
        let run =
            "\"$pb\" run --filename model:0 --design bio-array,cookie --runtime 0.02 --ramp-time 0 --rounds 6"
        #expect(try bash("\(run) --out one >/dev/null 2>&1; \(run) --out two >/dev/null 2>&1").code == 0)
        let mark = "printf '\\357\\273\\277'"
        for name in ["cells.csv", "histograms.csv"] {
            let marking = "{ \(mark); cat one/\(name); } >x && mv x one/\(name)"
            #expect(try bash(marking).code == 0)
        }
        let plain = try bash("\"$pb\" compare one two --policy policy --include-invalid")
        #expect([0, 2, 3].contains(plain.code), "\(plain.errors)")
        let files = "<(cat one/cells.csv) <(cat two/cells.csv) --policy <(\(mark); cat policy)"
        let piped = try bash("\"$pb\" compare \(files) --include-invalid")
        #expect(piped.code == plain.code, "\(piped.errors)")
        #expect(try bash("\"$pb\" report one --format markdown").code == 0)
    }
}
