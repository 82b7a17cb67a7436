import DeviceTestSupport
import Foundation
import Testing

@testable import Environment

@Suite struct EnvironmentDiffTests {
    private func file(_ json: String) throws -> EnvironmentFile {
        try EnvironmentFile(path: "a.json", bytes: Data(json.utf8))
    }

    private func text(_ before: String, _ after: String) throws -> String {
        EnvironmentDiff(
            from: try file("{\"schema_version\": 1, \(before)}"),
            to: try file("{\"schema_version\": 1, \(after)}")
        ).text
    }

    @Test func aRecordIsTheSameAsItself() throws {
        let kernel = try MadeUpKernel()
        try kernel.addMachine()
        try kernel.addNVMe(0, queues: twoAndTwo)
        let file = try file(kernel.record("nvme0n1").json)
        let diff = EnvironmentDiff(from: file, to: file)
        #expect(diff.changes.isEmpty)
        #expect(diff.text == "the environments are the same\n")
    }

    @Test func whatDiffersIsListedByGroupAndPath() throws {
        let kernel = try MadeUpKernel()
        try kernel.addMachine()
        for index in 0...1 { try kernel.addNVMe(index, queues: twoAndTwo) }
        let before = try file(kernel.record("nvme0n1", "nvme1n1").json)
        try kernel.write("none [mq-deadline]\n", "sys/block/nvme0n1/queue/scheduler")
        try kernel.write("64\n", "sys/block/nvme0n1/queue/nr_requests")
        try kernel.remove("sys/block/nvme1n1/queue/scheduler")
        try kernel.write("9.00 1.25 2.00 1/99 1234\n", "proc/loadavg")
        try kernel.write("performance\n", "sys/devices/system/cpu/cpu3/cpufreq/scaling_governor")
        let after = try file(kernel.record("nvme0n1", "nvme1n1").json)
        let expected = """
            cpus.governor: performance 0-2, powersave 3 -> performance

            devices.nvme0n1.nr_requests: 1023 -> 64
            devices.nvme0n1.scheduler: none -> mq-deadline

            devices.nvme1n1.scheduler: none -> -

            always changing:
              load.one_minute: 0.5 -> 9

            4 differences

            """
        #expect(EnvironmentDiff(from: before, to: after).text == expected)
    }

    @Test func aDeviceThatOnlyOneHasIsOneLine() throws {
        let drive = "\"devices\": {\"sda\": {\"model\": \"x\", \"temperature_millicelsius\": 3}}"
        #expect(try text(drive, "\"devices\": {}") == "devices.sda: only in the first\n\n1 difference\n")
        #expect(try text("\"devices\": {}", drive) == "devices.sda: only in the second\n\n1 difference\n")
    }

    @Test(arguments: [
        ("\"time\": \"a\"", "\"time\": \"b\""), ("\"load\": null", "\"load\": {\"one_minute\": 1}"),
        (
            "\"devices\": {\"sda\": {\"temperature_millicelsius\": 30000}}",
            "\"devices\": {\"sda\": {\"temperature_millicelsius\": 31000}}"
        ),
        ("\"clock\": {\"ticks_per_second\": 1, \"reason\": \"a\"}", "\"clock\": {\"ticks_per_second\": 2}"),
    ])
    func volatileThingsAreNotCounted(before: String, after: String) throws {
        let text = try text(before, after)
        #expect(text.hasPrefix("always changing:\n"))
        #expect(text.hasSuffix("\n\nthe environments are the same\n"))
    }

    @Test func missingIsNull() throws {
        #expect(try text("\"x\": null", "\"y\": null") == "the environments are the same\n")
    }

    @Test(arguments: [("1", "true"), ("\"1\"", "1"), ("[1]", "[1, 2]"), ("[]", "{}"), ("\"\"", "null")])
    func valuesOfOtherKindsDiffer(before: String, after: String) throws {
        #expect(try text("\"x\": \(before)", "\"x\": \(after)").hasSuffix("\n\n1 difference\n"))
    }

    @Test func jsonListsTheSame() throws {
        let diff = EnvironmentDiff(
            from: try file("{\"schema_version\": 1, \"a\": {\"b\": 1}, \"time\": \"x\"}"),
            to: try file("{\"schema_version\": 1, \"a\": {\"b\": null}, \"time\": \"y\"}"))
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(diff.json.utf8)) as? [[String: Any]])
        #expect(list.map { $0["path"] as? String } == ["a.b", "time"])
        #expect(list.map { $0["volatile"] as? Bool } == [false, true])
        #expect(list[0]["before"] as? Int == 1 && list[0]["after"] is NSNull)
    }

    @Test(arguments: [
        ("", "a.json:1: the file is empty"), (" \n\n", "a.json:1: the file is empty"),
        ("{\n\"schema_version\": 1,\n\"a\" 2\n}", "a.json:3: not valid JSON: something does not belong here"),
        ("{\n\"schema_version\": 1,\n", "a.json:2: not valid JSON: the file ends within a value"),
        ("[1]", "a.json:1: not an environment record: it has no schema_version"),
        ("3", "a.json:1: not an environment record: it has no schema_version"),
        ("{\"schema_version\": \"1\"}", "a.json:1: not an environment record: it has no schema_version"),
        (
            "{\n\n\"schema_version\": 99999}",
            "a.json:3: schema_version is 99999 but this version knows 1; use the version that wrote the file"
        ),
    ])
    func badFilesAreToldWithTheirLine(text: String, expected: String) {
        let error = #expect(throws: EnvironmentFileError.self) { try file(text) }
        #expect(error?.description == expected)
    }

    @Test(arguments: ["\u{0}", "\u{feff}", "{\"a\": \"\u{1}\"}", "{\"schema_version\": 1e999}", "\\"])
    func oddBytesAreToldInOneLine(text: String) {
        let error = #expect(throws: EnvironmentFileError.self) { try file(text) }
        #expect(
            error?.description.hasPrefix("a.json:1: ") == true && error?.description.contains("\n") == false)
    }

    @Test func deepNestingIsRefused() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: EnvironmentFileError.self) { try file("{\"schema_version\": 1, \"a\": \(deep)") }
    }
}
