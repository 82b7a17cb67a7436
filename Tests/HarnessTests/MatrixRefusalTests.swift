import Foundation
import Testing

@testable import Harness

/// Every mistake is reported with its place and the closest valid word.
@Suite struct MatrixRefusalTests {
    private static let stack = "stacks: {a: {device: model:0}}\n"

    @Test(arguments: [
        ("rouds: 3", "2:1: unknown key \"rouds\"; did you mean rounds?"),
        ("rounds: 0", "2:9: \"0\": must be from 1 to"),
        ("rounds: three", "2:9: \"three\": expected a whole number"),
        ("rounds: [3]", "2:9: expected one value, not a list"),
        ("rounds:", "2:8: the value is missing"),
        ("rounds: 1\nrounds: 2", "2:1: \"rounds\" is there twice"),
        ("runtime: 400d", "2:10: \"400d\": at most"),
        ("runtime: 0", "2:10: nothing would be measured"),
        ("ramp_time: 5q", "2:12: \"5q\": bad time"),
        ("verify: yes", "2:9: \"yes\": expected true or false"),
        ("seed: -1", "2:7: \"-1\": expected a whole number"),
        ("size: 4q", "2:7: \"4q\": bad size"),
        ("queue_map: grupped", "2:12: \"grupped\": expected round-robin or grouped"),
        ("overwrite_signature: [gpt, foo]", "2:28: \"foo\": overwrite_signature"),
        ("designs: bio-aray", "2:10: unknown design \"bio-aray\"; did you mean bio-array?"),
        ("designs: [all, bio-array]", "2:11: all stands alone"),
        ("designs: [bio-array, bio-array]", "2:22: design bio-array is there twice"),
        ("designs: []", "2:10: the list is empty"),
        ("axes: {iodpth: 1}", "2:8: unknown axis \"iodpth\"; did you mean iodepth?"),
        ("axes: {iodepth: []}", "2:17: the list is empty"),
        ("axes: {iodepth: [1, 2, 1]}", "2:24: iodepth has 1 twice"),
        ("axes: {bs: [4k, 4096]}", "2:17: bs has 4k twice"),
        ("axes: {iodepth: \"1,2\"}", "2:17: \"1,2\": expected a whole number; a list is written [1, 2]"),
        ("axes: {lock: none, numjobs: [1, 2]}", "2:29: lock none with numjobs 2"),
        (
            "axes: {queue_sharing: exclusive, poll_queues: 3}",
            "2:47: poll_queues 3 with queue_sharing exclusive"
        ),
        ("model: {servce: 1us}", "2:9: unknown key \"servce\"; did you mean service?"),
        ("model: {max_io: 3}", "2:8: model_max_io: must be a multiple"),
        ("model: {failures: 3}", "2:19: \"3\": expected PERIOD:LENGTH"),
        ("model: {failures: \"3:3\"}", "2:19: \"3:3\": of 3 IOs at most 2 can fail"),
        ("model: {submit_cost: 2h}", "2:8: model_submit_cost: at most 1.00 s"),
        ("model: normal:1us", "2:8: \"normal:1us\": expected TIME"),
        ("devices: {d: {modl: 1us}}", "2:15: unknown kind of device \"modl\"; did you mean model?"),
        ("devices: {d: {file: image}}", "2:21: \"image\": a path has a slash"),
        ("devices: {\"a b\": {model: 0}}", "2:11: the name of a device is not empty and has no white space"),
        ("devices: {\"\": {model: 0}}", "2:11: the name of a device is not empty"),
        ("exclude: {iodepth: 2}", "2:10: expected a value or a list, not a mapping"),
        ("exclude: [{iodepth: 2}]", "2:21: no cell has iodepth 2; there are: 1"),
        ("exclude: [{stack: b}]", "2:19: unknown stack \"b\"; did you mean a?"),
        ("exclude: [{desing: bio-array}]", "2:12: unknown key \"desing\"; did you mean design?"),
        ("exclude: [{iodepth: 1}]", "2:10: the rules leave no cell"),
        ("x: &x [y, y]", "2:4: anchors and aliases are not read here"),
        ("x: [a, *x]", "2:8: anchors and aliases are not read here"),
        ("x: \"y", "3:1: while scanning a quoted scalar"),
        ("x: [1, 2}", "2:9: while parsing a flow sequence"),
        ("\tx: 1", "2:1: while scanning for the next token"),
        ("? [a, b]\n: c", "2:3: expected one value, not a list"),
        ("---\nx: 1", "2:1: expected a single document"),
    ])
    func mistakesHaveAPlace(_ line: String, _ message: String) {
        let text = matrixRefusal(Self.stack + line + "\n")
        #expect(text.hasPrefix(message), "\(text)")
    }

    @Test(arguments: [
        ("", "1:1: the file is empty"), ("word", "1:1: expected keys with values"),
        ("{}", "1:1: the key stacks"),
        ("stacks: {}", "1:9: there is no stack"),
        ("stacks:\n  a: 0 8 lineer model:0 0", "2:10: unknown target 'lineer'"),
        ("stacks:\n  a: |\n    0 8 zero\n    9 8 zero", "4:5: a gap"),
        (
            "stacks:\n  a: 0 8 linear fsat 0\ndevices:\n  fast: {model: 0}",
            "2:17: no mapped device named 'fsat'"
        ),
        ("stacks: {a: {tabel: 0 8 zero}}", "1:14: unknown key \"tabel\"; did you mean table?"),
        ("stacks: {a: {table: 0 8 zero, device: model:0}}", "1:13: a stack has either a table or a device"),
        ("stacks: {a: {device: model:x}}", "1:22: \"model:x\": a model device is model:N"),
        ("stacks: {a: {device: model:0, top: b}}", "1:36: top names a device of a table"),
        ("stacks: {a: {device: model:0, rounds: 3}}", "1:31: unknown key \"rounds\""),
        ("stacks: {a/b: {device: model:0}}", "1:10: the name of a stack is not empty and has"),
        ("stacks: {\"\": {device: model:0}}", "1:10: the name of a stack is not empty"),
        ("stacks: {1: 0 8 zero, \"1\": 0 8 zero}", "1:23: \"1\" is there twice"),
    ])
    func mistakesInStacksHaveAPlace(_ yaml: String, _ message: String) {
        let text = matrixRefusal(yaml)
        #expect(text.hasPrefix(message), "\(text)")
    }

    @Test func hugeProductsAreRefusedAtOnce() {
        let numbers = (1...2000).map(String.init).joined(separator: ", ")
        let axes = "axes: {iodepth: [\(numbers)], batch_submit: [\(numbers)]}"
        #expect(matrixRefusal(Self.stack + axes).hasPrefix("2:7: the lists make more than 100000 cells"))
    }

    @Test(arguments: ["[", "- ", "{a: "])
    func nestingHasABound(_ opening: String) {
        let text = matrixRefusal(String(repeating: opening, count: 20_000))
        #expect(text.contains("nesting level"), "\(text)")
    }

    @Test(arguments: [
        (Data([0x61, 0xff]), "not UTF-8"), (Data(repeating: 0x20, count: 2 << 20), "larger than any"),
    ])
    func otherFilesAreRefused(_ bytes: Data, _ words: String) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(refusal { _ = try Matrix(readingFrom: file.path) }.contains(words))
    }

    @Test func devicesAreWhatTheyAreSaidToBe() throws {
        let matrix = try matrix("devices: {d: {block: /etc/passwd}}\nstacks: {a: {device: d}}")
        #expect(refusal { _ = try matrix.session() }.hasSuffix("1:22: /etc/passwd is no block device"))
    }
}
