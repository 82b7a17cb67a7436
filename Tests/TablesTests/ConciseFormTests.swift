import Tables
import Testing

@Suite struct ConciseFormTests {
    @Test func readsTheExampleOfTheManPage() throws {
        let text = "small,,,ro,0 2097152 linear /dev/loop0 0, 2097152 2097152 linear /dev/loop1 0"
        let device = try Stack(parsing: text).top
        #expect(device.name == "small" && device.readOnly && device.uuid == nil && device.minor == nil)
        #expect(device.lengthSectors == 4_194_304)
    }

    @Test func readsTheExampleOfTheKernelDocument() throws {
        let text = """
            dm-linear,,1,rw,
              0 32768 linear 8:1 0,
              32768 1024000 linear 8:2 0;
            dm-striped,u-1,4,ro,0 1638400 striped 4 4096
            /dev/sda1 0 /dev/sda2 0 /dev/sda3 0 /dev/mapper/dm-linear 0
            """
        let stack = try Stack(parsing: text)
        #expect(
            stack.conciseText
                == "dm-linear,,1,rw,0 32768 linear 8:1 0,32768 1024000 linear 8:2 0;"
                + "dm-striped,u-1,4,ro,0 1638400 striped 4 4096 "
                + "/dev/sda1 0 /dev/sda2 0 /dev/sda3 0 /dev/mapper/dm-linear 0")
        #expect(stack.top.minor == 4 && stack.top.uuid == "u-1")
    }

    @Test func escapesSeparatorsInNamesAndTables() throws {
        let text = #"a\,b\;c\\d,u\,1,,rw,0 8 linear /dev/x\,y\;z\\\\ 0"#
        let stack = try Stack(parsing: text)
        #expect(stack.top.name == #"a,b;c\d"#)
        #expect(stack.top.uuid == "u,1")
        #expect(stack.leafReferences == [.path(#"/dev/x,y;z\"#)])
        #expect(stack.conciseText == text)
    }

    @Test func aSemicolonMayEndTheText() throws {
        #expect(try Stack(parsing: "a,,,,0 8 zero;\n") == Stack(parsing: "a,,,rw,0 8 zero"))
    }

    @Test func commentLinesMayHoldSeparators() throws {
        #expect(try Stack(parsing: "# a, b; c\na,,,,0 8 zero # none\n,8 8 error").top.targets.count == 2)
    }

    @Test func aPlainTableMayHoldCommas() throws {
        #expect(try Stack(parsing: "a,b: 0 8 linear /dev/x,y 0").top.name == "a,b")
        #expect(try Stack(parsing: "0 8 linear /dev/x,,,,y 0").leafReferences == [.path("/dev/x,,,,y")])
    }

    @Test(arguments: [
        ("a,,,rw", "1:1: a device needs five fields, name,uuid,minor,flags,table; here are 4"),
        (
            "a,,,,0 8 zero;;b,,,,0 8 zero",
            "1:15: a device needs five fields, name,uuid,minor,flags,table; here are 1"
        ),
        ("a,,x,,0 8 zero", "1:4: bad minor number 'x': expected 0 to 1048575, or nothing"),
        ("a,,1048576,,0 8 zero", "1:4: bad minor number '1048576': expected 0 to 1048575, or nothing"),
        ("a,,,rx,0 8 zero", "1:5: bad flags 'rx': expected ro, rw or nothing"),
        ("a,,,,", "1:1: device 'a' has no target"),
        (",,,,0 8 zero", "1:1: bad device name '': it is empty"),
        ("a,,,,0 8 zero; b c,,,,0 8 zero", "1:17: white space in a device name"),
        ("a,u\\ v,,,0 8 zero", "1:5: white space in a UUID"),
        ("a,u\0,,,0 8 zero", #"1:3: bad UUID 'u\0': at most 128 bytes of text"#),
        ("a,,,,0 8 zero\\", "1:14: a backslash must be followed by a character"),
        ("a,,,,0 8 zero;a,,,,0 8 zero", "1:15: a second device named 'a'"),
        (
            "a,,,,0 8 zero\n;b,,,,0 8 linear a 0,\n 9 8 zero",
            "3:2: a gap: the target starts at sector 9, the one before ends at 8"
        ),
    ])
    func refuses(text: String, message: String) {
        #expect(refusal(text) == "table:" + message)
    }

    @Test func refusesALongUUID() {
        let uuid = String(repeating: "u", count: 129)
        #expect(refusal("a,\(uuid.dropLast()),,,0 8 zero") == "parsed")
        #expect(refusal("a,\(uuid),,,0 8 zero").hasPrefix("table:1:3: bad UUID 'uuu"))
    }
}
