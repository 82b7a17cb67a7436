import Foundation
import Testing

@testable import Environment

/// Records of a folder of results, and what may not differ between them.
@Suite final class EnvironmentFolderTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "environments-\(UUID())")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false) }

    deinit { try? FileManager.default.removeItem(at: home) }

    private static func record(_ members: String) throws -> EnvironmentFile {
        try EnvironmentFile(path: "a.json", bytes: Data("{\"schema_version\": 1, \(members)}".utf8))
    }

    private func write(_ members: String, as name: String) throws {
        try Data("{\"schema_version\": 1, \(members)}".utf8).write(to: home.appending(path: name))
    }

    private func folder() throws -> EnvironmentFolder { try EnvironmentFolder(home.path) }

    @Test(arguments: [
        ("kernel", "release", "\"6.1\"", "\"6.12\""), ("kernel", "version", "\"#1\"", "\"#2\""),
        ("kernel", "mitigations", "{\"meltdown\": \"PTI\"}", "{\"meltdown\": \"Vulnerable\"}"),
        ("cpus", "online", "\"0-3\"", "\"0-1\""), ("cpus", "model", "\"a\"", "\"b\""),
        ("cpus", "microcode", "\"0x1\"", "\"0x2\""), ("cpus", "governor", "\"performance\"", "\"powersave\""),
        ("cpus", "smt", "\"on\"", "\"off\""), ("cpus", "smt_active", "true", "false"),
        ("cpus", "boost", "true", "null"), ("virtualisation", "hypervisor", "\"KVM\"", "null"),
        ("clock", "source", "\"tsc\"", "\"monotonic\""),
        ("devices", "nvme0n1", "{\"model\": \"a\"}", "{\"model\": \"b\"}"),
        ("devices", "nvme0n1", "{\"scheduler\": \"none\"}", "{\"scheduler\": \"bfq\"}"),
    ])
    func whatMakesAnotherMachineIsDecisive(section: String, key: String, before: String, after: String) throws
    {
        let diff = EnvironmentDiff(
            from: try Self.record("\"\(section)\": {\"\(key)\": \(before)}"),
            to: try Self.record("\"\(section)\": {\"\(key)\": \(after)}"))
        #expect(diff.changes.map(\.isDecisive) == [true])
    }

    /// The program is what is judged, and what moves by itself says nothing.
    @Test(arguments: [
        ("software", "commit"), ("software", "swift"), ("load", "one_minute"), ("clock", "ticks_per_second"),
        ("clock", "kernel_sources"),
    ])
    func otherDifferencesAreListedOnly(section: String, key: String) throws {
        let diff = EnvironmentDiff(
            from: try Self.record("\"\(section)\": {\"\(key)\": 1}"),
            to: try Self.record("\"\(section)\": {\"\(key)\": 2}"))
        #expect(diff.changes.map(\.isDecisive) == [false])
    }

    @Test func anEnvironmentIsNamedByWhatLasts() throws {
        let one = try Self.record("\"kernel\": {\"release\": \"6.1\"}, \"time\": \"x\"")
        let later = try Self.record(
            "\"kernel\": {\"release\": \"6.1\"}, \"time\": \"y\", \"load\": {\"a\": 1}")
        let other = try Self.record("\"kernel\": {\"release\": \"6.12\"}")
        #expect(one.id == later.id && one.id != other.id && one.id.count == 16)
        #expect(try Self.record("\"cpus\": {\"boost\": null}").id == Self.record("\"cpus\": {}").id)
    }

    @Test func anotherEnvironmentHasItsOwnFile() throws {
        let new = try Self.record("\"kernel\": {\"release\": \"6.12\"}")
        #expect(try folder().name(for: new) == "environment.json")
        try write("\"kernel\": {\"release\": \"6.12\"}, \"time\": \"x\"", as: "environment.json")
        #expect(try folder().name(for: new) == "environment.json")
        try write("\"kernel\": {\"release\": \"6.1\"}", as: "environment.json")
        #expect(try folder().name(for: new) == "environment-\(new.id).json")
        #expect(try folder().obstacle(to: new)?.text == "kernel.release: 6.1 -> 6.12")
        #expect(try folder().obstacle == nil)
        try write("\"kernel\": {\"release\": \"6.12\"}", as: "environment-\(new.id).json")
        try write("\"x\": 1", as: "environment-old.json")
        #expect(try folder().files.count == 2)
        #expect(try folder().obstacle?.text == "kernel.release: 6.1 -> 6.12")
    }

    /// Runs of one folder may use different devices, but each must be the same whenever it is used.
    @Test func runsMayUseOtherDevices() throws {
        try write("\"devices\": {\"a\": {\"model\": \"x\"}}", as: "environment.json")
        let both = try Self.record("\"devices\": {\"b\": {\"model\": \"y\"}}")
        #expect(try folder().obstacle(to: both) == nil)
        let changed = try Self.record("\"devices\": {\"a\": {\"model\": \"z\"}}")
        #expect(try folder().obstacle(to: changed)?.text == "devices.a.model: x -> z")
        try write("\"devices\": {\"b\": {\"model\": \"y\"}}", as: "environment-\(both.id).json")
        let merged = try #require(try folder().merged)
        let whole = try Self.record("\"devices\": {\"a\": {\"model\": \"x\"}, \"b\": {\"model\": \"y\"}}")
        #expect(EnvironmentDiff(from: merged, to: whole).changes.isEmpty)
    }

    @Test func aDamagedRecordIsNamed() throws {
        try Data("{".utf8).write(to: home.appending(path: "environment.json"))
        #expect(throws: EnvironmentFileError.self) { try folder() }
        #expect(try EnvironmentFolder("/nonexistent").files.isEmpty)
    }
}
