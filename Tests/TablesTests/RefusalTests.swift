import Tables
import Testing

/// Every fault of a table, with its place.
@Suite struct RefusalTests {
    private static let known = "delay, error, flakey, linear, mirror, multipath, remap, striped, zero"

    @Test(arguments: [
        ("", "1:1: the table is empty"),
        ("\n # nothing\n", "1:1: the table is empty"),
        ("No devices found\n", "1:1: bad start 'No': expected a whole number"),
        ("0", "1:2: expected START LENGTH TYPE and the target's arguments"),
        ("0 8 # zero", "1:4: expected START LENGTH TYPE and the target's arguments"),
        ("0 8x zero", "1:3: bad length '8x': expected a whole number"),
        ("-0 8 zero", "1:1: bad start '-0': expected a whole number"),
        ("0 +8 zero", "1:3: bad length '+8': expected a whole number"),
        ("0 ٨ zero", "1:3: bad length '٨': expected a whole number"),
        ("0 18446744073709551616 zero", "1:3: bad length '18446744073709551616': too large"),
        ("0 0 zero", "1:3: the length is zero"),
        ("8 8 zero", "1:1: the first target starts at sector 8, must start at 0"),
        ("0 8 zero\n 9 8 zero", "2:2: a gap: the target starts at sector 9, the one before ends at 8"),
        ("0 8 zero\n7 8 zero", "2:1: an overlap: the target starts at sector 7, the one before ends at 8"),
        ("0 9007199254740993 zero", "1:3: start + length is beyond 2^53 sectors"),
        ("0 8 zero\n8 9007199254740985 zero", "2:3: start + length is beyond 2^53 sectors"),
        ("0 8 zero\n8 18446744073709551615 zero", "2:3: start + length is beyond 2^53 sectors"),
        ("0 8 crypt", "1:5: unknown target 'crypt'; known: \(known)"),
        (
            "0 8 stripe 2",
            "1:5: unknown target 'stripe'; known: \(known); did you mean striped?"
        ),
        (
            "0 8 Zero",
            "1:5: unknown target 'Zero'; known: \(known); did you mean zero?"
        ),
    ])
    func lines(text: String, message: String) {
        #expect(refusal(text) == "table:" + message)
    }

    @Test(arguments: [
        ("0 8 zero 1", "1:10: unexpected '1'; the form is: zero"),
        ("0 8 error /dev/a 0", "1:11: unexpected '/dev/a'; the form is: error"),
        ("0 8 linear", "1:11: the device is missing; the form is: linear DEVICE OFFSET"),
        ("0 8 linear /dev/é  ", "1:18: the offset is missing; the form is: linear DEVICE OFFSET"),
        ("0 8 linear /dev/a 0 1", "1:21: unexpected '1'; the form is: linear DEVICE OFFSET"),
        ("0 8 linear /dev/a x", "1:19: bad offset 'x': expected a whole number"),
        (
            "0 8 linear /dev/a 18446744073709551615",
            "1:19: offset 18446744073709551615 + 8 sectors end beyond 2^53 sectors"
        ),
        (
            "0 8 linear /dev/a 9007199254740985",
            "1:19: offset 9007199254740985 + 8 sectors end beyond 2^53 sectors"
        ),
    ])
    func simpleTargets(text: String, message: String) {
        #expect(refusal(text) == "table:" + message)
    }

    @Test(arguments: [
        (
            "0 8 flakey /a 0 5",
            "1:18: the down interval is missing; the form is: flakey DEVICE OFFSET UP_SECONDS DOWN_SECONDS "
                + "[FEATURES [FEATURE…]]"
        ),
        ("0 8 flakey /a 0 0 0", "1:17: the intervals together must be from 1 to 4294967295 seconds"),
        ("0 8 flakey /a 0 4294967295 1", "1:17: the intervals together must be from 1 to 4294967295 seconds"),
        ("0 8 flakey /a 0 5 x", "1:19: bad down interval 'x': expected a whole number"),
        ("0 8 flakey /a 0 5 1 4", "1:21: bad number of features 4: expected 0 to 3"),
        (
            "0 8 flakey /a 0 5 1 1 corrupt_bio_byte",
            "1:23: unknown feature 'corrupt_bio_byte'; known: error_reads, drop_writes, error_writes"
        ),
        ("0 8 flakey /a 0 5 1 2 drop_writes drop_writes", "1:35: drop_writes is there twice"),
        (
            "0 8 flakey /a 0 5 1 2 drop_writes error_writes",
            "1:35: drop_writes and error_writes exclude each other"
        ),
        (
            "0 8 delay /a 0",
            "1:15: the delay is missing; the form is: delay DEVICE OFFSET MILLISECONDS "
                + "[WRITE_DEVICE WRITE_OFFSET WRITE_MILLISECONDS]"
        ),
        ("0 8 delay /a 0 60001", "1:16: bad delay 60001: expected 0 to 60000"),
        (
            "0 8 delay /a 0 5 /b 0",
            "1:22: the delay is missing; the form is: delay DEVICE OFFSET MILLISECONDS "
                + "[WRITE_DEVICE WRITE_OFFSET WRITE_MILLISECONDS]"
        ),
    ])
    func targetsWithTimes(text: String, message: String) {
        #expect(refusal(text) == "table:" + message)
    }

    @Test(arguments: [
        ("64 striped", "13: the number of legs is missing; the form is: striped LEGS CHUNK (DEVICE OFFSET)…"),
        ("64 striped 2", "15: the chunk is missing; the form is: striped LEGS CHUNK (DEVICE OFFSET)…"),
        ("64 striped 0 8", "14: bad number of legs 0: expected 1 to 4294967295"),
        ("64 striped 4294967296 8", "14: bad number of legs 4294967296: expected 1 to 4294967295"),
        ("64 striped 2 0 /a 0 /b 0", "16: bad chunk 0: expected 1 to 4294967295"),
        ("64 striped 3 8 /a 0 /b 0 /c 0", "3: length 64 is not divisible by 3 legs"),
        (
            "64 striped 2 24 /a 0 /b 0",
            "3: length 64 gives each leg 32 sectors, not divisible by chunk 24"
        ),
        ("64 striped 2 8 /a 0", "18: 2 legs need 4 words, DEVICE OFFSET for each; here are 2"),
        ("64 striped 2 8 /a 0 /b", "18: 2 legs need 4 words, DEVICE OFFSET for each; here are 3"),
        ("64 striped 2 8 /a 0 /b 0 /c 0", "18: 2 legs need 4 words, DEVICE OFFSET for each; here are 6"),
        ("64 striped 2 8", "17: 2 legs need 4 words, DEVICE OFFSET for each; here are 0"),
        (
            "64 striped 2 8 /a 0 /b 9007199254740961",
            "26: offset 9007199254740961 + 32 sectors end beyond 2^53 sectors"
        ),
    ])
    func striped(text: String, message: String) {
        #expect(refusal("0 " + text) == "table:1:" + message)
    }

    @Test(arguments: [
        ("flash 1 8", "13: unknown log type 'flash'; known: core, disk"),
        ("core 0 2 /a 0 /b 0", "18: bad number of log arguments 0: expected 1 to 2"),
        ("core 3 8 sync x 2 /a 0 /b 0", "18: bad number of log arguments 3: expected 1 to 2"),
        ("disk 1 8 2 /a 0 /b 0", "18: bad number of log arguments 1: expected 2 to 3"),
        (
            "disk 2 log 8 2 /a 0 /b 0",
            "20: no mapped device named 'log' here; a path has a slash, a model device is model:N"
        ),
        ("core 1 1 2 /a 0 /b 0", "20: bad region 1: expected 2 to 4294967295"),
        ("core 1 12 2 /a 0 /b 0", "20: region 12 must be a power of two, at most the length of 64"),
        ("core 1 128 2 /a 0 /b 0", "20: region 128 must be a power of two, at most the length of 64"),
        ("core 2 8 maybe 2 /a 0 /b 0", "22: bad log argument 'maybe': expected sync or nosync"),
        ("core 1 8 1 /a 0", "22: bad number of legs 1: expected 2 to 9"),
        ("core 1 8 10 /a 0", "22: bad number of legs 10: expected 2 to 9"),
        (
            "core 1 8 2 /a 0 /b 9007199254740929",
            "32: offset 9007199254740929 + 64 sectors end beyond 2^53 sectors"
        ),
        ("core 1 8 2 /a 0 /b 0 3 a b c", "34: bad number of features 3: expected 0 to 2"),
        ("core 1 8 2 /a 0 /b 0 1 fast", "36: unknown feature 'fast'; known: handle_errors, keep_log"),
        ("core 1 8 2 /a 0 /b 0 1 keep_log", "34: keep_log needs handle_errors too"),
    ])
    func mirror(text: String, message: String) {
        #expect(refusal("0 64 mirror " + text) == "table:1:" + message)
    }

    @Test(arguments: [
        ("0 8 remap", "1:10: the device is missing; the form is: remap DEVICE OFFSET"),
        ("0 8 remap /a", "1:13: the offset is missing; the form is: remap DEVICE OFFSET"),
        ("0 8 remap /a 0 1", "1:16: unexpected '1'; the form is: remap DEVICE OFFSET"),
        ("0 8 remap /a -1", "1:14: bad offset '-1': expected a whole number"),
    ])
    func remap(text: String, message: String) {
        #expect(refusal(text) == "table:" + message)
    }

    @Test(arguments: [
        ("6", "15: bad number of features 6: expected 0 to 5"),
        ("1 pg_init_retries", "17: unknown feature 'pg_init_retries'; known: \(multipathFeatures)"),
        ("1 queue_mode bio", "17: queue_mode has a value: it counts for two features"),
        ("2 queue_mode mq", "28: unknown queue mode 'mq'; known: bio"),
        ("2 reinstate_after_us 60000001", "36: bad time 60000001: expected 0 to 60000000"),
        (
            "0 1 alua",
            "17: bad number of hardware handler arguments 1: must be 0, there are no hardware handlers"
        ),
        ("0 0 2", "19: bad number of priority groups 2: must be 1, all paths are one group"),
        ("0 0 1 2", "21: bad first priority group 2: must be 1, there is one"),
        ("0 0 1 1 service-time", "23: unknown path selector 'service-time'; known: round-robin"),
        (
            "0 0 1 1 round-robin 1",
            "35: bad number of selector arguments 1: must be 0, round-robin takes none"
        ),
        ("0 0 1 1 round-robin 0 0", "37: bad number of paths 0: expected 1 to 64"),
        ("0 0 1 1 round-robin 0 1 2", "39: bad number of path arguments 2: expected 0 to 1"),
        (
            "0 0 1 1 round-robin 0 2 1 /a 1000",
            "44: bad number of IOs in a row 1000: must be 1, as in Linux since 4.6"
        ),
        (
            "0 0 1 1 round-robin 0 1 0 sda",
            "41: no mapped device named 'sda' here; a path has a slash, a model device is model:N"
        ),
    ])
    func multipath(text: String, message: String) {
        #expect(refusal("0 8 multipath " + text) == "table:1:" + message)
    }

    private static let multipathFeatures = "queue_if_no_path, queue_mode, reinstate_after_us"

    @Test(arguments: [
        "", "0", "1", "1 queue_if_no_path", "0 0", "0 0 1", "0 0 1 1", "0 0 1 1 round-robin",
        "0 0 1 1 round-robin 0", "0 0 1 1 round-robin 0 2", "0 0 1 1 round-robin 0 2 1",
        "0 0 1 1 round-robin 0 2 1 /a", "0 0 1 1 round-robin 0 2 1 /a 1", "2 reinstate_after_us",
        "2 queue_mode",
    ])
    func aMultipathWithoutItsEnd(text: String) {
        let line = text.isEmpty ? "0 8 multipath" : "0 8 multipath " + text
        let message = refusal(line)
        #expect(message.hasPrefix("table:1:\(line.count + 1): the "))
        #expect(message.contains(" is missing; the form is: multipath FEATURES"))
    }

    @Test(arguments: [
        "disk", "disk 2", "disk 2 /l", "disk 2 /l 8", "disk 3 /l 8", "core 1 8 2", "core 1 8 2 /a 0",
        "core 1 8 2 /a 0 /b",
        "core 1 8 2 /a 0 /b 0 1",
    ])
    func aMirrorWithoutItsEnd(text: String) {
        let line = "0 64 mirror " + text
        let message = refusal(line)
        #expect(message.hasPrefix("table:1:\(line.count + 1): the "))
        #expect(message.contains(" is missing; the form is: mirror core|disk LOGARGS"))
    }

    @Test func aMirrorWithMoreThanItsEnd() {
        let message = refusal("0 64 mirror core 1 8 2 /a 0 /b 0 1 handle_errors x")
        #expect(message.hasPrefix("table:1:50: unexpected 'x'; the form is: mirror core|disk"))
    }

    @Test(arguments: [
        ("sda", "no mapped device named 'sda' here; a path has a slash, a model device is model:N"),
        ("a:b", "no mapped device named 'a:b' here; a path has a slash, a model device is model:N"),
        ("model:", "bad model device 'model:': expected model:N"),
        ("model:-1", "bad model device 'model:-1': expected model:N"),
        ("model:9223372036854775808", "bad model device 'model:9223372036854775808': expected model:N"),
        ("4096:0", "bad device number '4096:0': the largest is 4095:1048575"),
        ("8:1048576", "bad device number '8:1048576': the largest is 4095:1048575"),
        ("8:99999999999999999999", "bad device number '8:99999999999999999999': the largest is 4095:1048575"),
        ("/dev/\0", #"bad device '/dev/\0': it has control characters"#),
        (
            String(repeating: "x", count: 61),
            "no mapped device named '\(String(repeating: "x", count: 60))…' here;"
                + " a path has a slash, a model device is model:N"
        ),
    ])
    func references(device: String, message: String) {
        #expect(refusal("0 8 linear \(device) 0") == "table:1:12: " + message)
    }

    @Test(arguments: [
        ("a: 0 8 zero\n8 8 zero", "2:1: write 'NAME: ' before every line or before none"),
        ("0 8 zero\npollbench: 8 8 zero", "2:1: write 'NAME: ' before every line or before none"),
        ("a: 0 8 zero\nb: 0 8 linear a 0\na: 8 8 zero", "3:1: a second device named 'a'"),
        ("a: 0 8 zero\nb:", "2:1: device 'b' has no target"),
        (": 0 8 zero", "1:1: bad device name '': it is empty"),
        ("a/b: 0 8 zero", "1:1: bad device name 'a/b': dm takes no '/' in names"),
        ("..: 0 8 zero", "1:1: bad device name '..': it is a folder's name"),
        ("a\0: 0 8 zero", #"1:1: bad device name 'a\0': it has control characters"#),
        ("model:1: 0 8 zero", "1:1: bad device name 'model:1': model:N is a model device"),
        ("253:1: 0 8 zero", "1:1: bad device name '253:1': MAJOR:MINOR is a device number"),
        ("a\\#b,,,,0 8 zero", "1:1: bad device name 'a#b': '#' begins a comment"),
    ])
    func names(text: String, message: String) {
        #expect(refusal(text) == "table:" + message)
    }

    @Test func aNameOfMoreThan127Bytes() {
        let name = String(repeating: "n", count: 127)
        #expect(refusal("\(name): 0 8 zero") == "parsed")
        #expect(refusal("n\(name): 0 8 zero").hasSuffix("longer than 127 bytes"))
    }

    @Test(arguments: [
        ("a: 0 8 linear a 0", "1:15: a loop: 'a' on 'a'"),
        ("0 8 linear pollbench 0", "1:12: a loop: 'pollbench' on 'pollbench'"),
        ("a: 0 8 linear b 0\nb: 0 8 linear /dev/mapper/a 0", "1:15: a loop: 'a' on 'b' on 'a'"),
        (
            "t: 0 8 linear z 0\nt: 8 8 linear a 0\nz: 0 8 zero\na: 0 8 linear b 0\nb: 0 8 linear a 0",
            "4:15: a loop: 'a' on 'b' on 'a'"
        ),
        ("a: 0 8 mirror disk 2 a 8 2 /x 0 /y 0", "1:22: a loop: 'a' on 'a'"),
    ])
    func loops(text: String, message: String) {
        #expect(refusal(text) == "table:" + message)
    }

    @Test func aLongLoopIsShortened() {
        let lines = (0..<50).map { "d\($0): 0 8 linear d\(($0 + 1) % 50) 0" }
        #expect(refusal(lines.joined(separator: "\n")).hasSuffix("on 'd7' on 'd8' on '…'"))
    }

    @Test func theSourceIsNamed() throws {
        let error = #expect(throws: TableError.self) { try Stack(parsing: "0 0 zero", source: "a.table") }
        #expect(error?.description == "a.table:1:3: the length is zero")
    }
}
