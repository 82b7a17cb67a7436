import Tables
import Testing

@Suite struct PlainFormTests {
    /// Each text as `dmsetup table` prints it.
    @Test(arguments: [
        "0 8192000 striped 2 16 /dev/nvme0n1 0 253:1 2048",
        "0 1028160 linear 8:1 0\n1028160 3903762 linear 8:16 34",
        "0 2097152 zero ",
        "0 1024 flakey 8:1 16 5 1 0",
        "0 1024 flakey model:0 0 5 0 2 error_reads drop_writes",
        "0 1024 delay 8:1 16 500",
        "0 1024 delay 8:1 16 500 8:16 8 0",
        "0 65536 error ",
        "0 1024 mirror core 1 1024 2 8:1 0 8:16 0",
        "0 1024 mirror core 2 512 nosync 2 8:1 0 8:16 0 1 handle_errors",
        "0 1024 mirror disk 2 253:7 64 3 8:1 0 8:16 8 model:2 0 2 handle_errors keep_log",
        "0 1024 mirror disk 3 /dev/log 64 sync 2 8:1 0 8:16 0",
    ])
    func printsWhatDmsetupPrinted(text: String) throws {
        #expect(try Stack(parsing: text).top.tableText == text)
    }

    @Test func theDeviceOfAPlainTableHasTheDefaultName() throws {
        let stack = try Stack(parsing: "0 8 zero")
        #expect(stack.top.name == "pollbench")
        #expect(stack.top.lengthSectors == 8)
        #expect(stack.top.uuid == nil && stack.top.minor == nil && !stack.top.readOnly)
    }

    @Test func commentsBlankLinesAndSpacesDoNotCount() throws {
        let text =
            "# two disks, joined\n\n  0\t8  linear /dev/a 0 # first\r\n\t#8 8 error\n8 8 linear /dev/b 3\r\n"
        let stack = try Stack(parsing: text)
        #expect(stack.top.tableText == "0 8 linear /dev/a 0\n8 8 linear /dev/b 3")
        #expect(stack.top.targets.map(\.position.line) == [3, 5])
    }

    @Test func linesOfSeveralDevicesBeginWithTheirNames() throws {
        let stack = try Stack(parsing: "low: 0 8 zero \nlow: 8 8 error \ntop: 0 16 linear low 0\n")
        #expect(stack.devices.map(\.name) == ["low", "top"])
        #expect(stack.top.tableText == "0 16 linear /dev/mapper/low 0")
        #expect(stack["low"]?.tableText == "0 8 zero \n8 8 error ")
        #expect(stack["middle"] == nil)
    }

    @Test func theDefaultNameMayBeWritten() throws {
        let stack = try Stack(parsing: "pollbench: 0 8 zero\npollbench: 8 8 zero")
        #expect(stack == (try Stack(parsing: "0 8 zero\n8 8 zero")))
    }

    @Test func aBackslashKeepsASpaceInAPath() throws {
        let stack = try Stack(parsing: #"0 8 linear /a\ b\\c 0"#)
        #expect(stack.leafReferences == [.path(#"/a b\c"#)])
        #expect(stack.top.tableText == #"0 8 linear /a\ b\\c 0"#)
    }

    @Test func everyKindOfReference() throws {
        let text = """
            low: 0 80 zero
            top: 0 8 linear model:3 0
            top: 8 8 linear low 0
            top: 16 8 linear /dev/mapper/low 8
            top: 24 8 linear /dev/mapper/other 0
            top: 32 8 linear ./file 0
            top: 40 8 linear 253:0 0
            """
        let devices = try Stack(parsing: text).top.legs.map(\.device)
        #expect(
            devices == [
                .model(3), .mapped("low"), .mapped("low"), .path("/dev/mapper/other"), .path("./file"),
                .number(major: 253, minor: 0),
            ])
    }

    @Test func equalityDoesNotLookAtPositions() throws {
        let text = "0 8 linear model:0 4"
        #expect(try Stack(parsing: text) == Stack(parsing: "\n  0  8 linear  model:0  4"))
        #expect(try Stack(parsing: text) != Stack(parsing: "0 8 linear model:0 5"))
        #expect(try Stack(parsing: text) != Stack(parsing: "0 8 linear model:1 4"))
    }

    /// Newer kernels print of a target that fails altogether what it is made of.
    @Test func aFlakeyTargetThatFailsAltogetherHasTwoForms() throws {
        let short = try Stack(parsing: "0 8 flakey /a 0 5 1")
        #expect(try Stack(parsing: "0 8 flakey /a 0 5 1 2 error_reads error_writes") == short)
        #expect(try Stack(parsing: "0 8 flakey /a 0 5 1 1 error_writes") != short)
        #expect(short.top.tableText == "0 8 flakey /a 0 5 1 0")
    }

    @Test func devicesBelowTakeOtherNames() throws {
        let text = """
            low: 0 1024 mirror disk 2 /dev/a\\ b 64 2 8:1 0 /dev/c 8
            top: 0 1024 striped 2 8 low 0 low 0
            top: 1024 8 zero
            """
        let stack = try Stack(parsing: text)
        #expect(
            stack.top.tableText { _ in "/x y" }
                == "0 1024 striped 2 8 /x\\ y 0 /x\\ y 0\n1024 8 zero ")
        var asked: [DeviceReference] = []
        _ = stack["low"]?.tableText {
            asked.append($0)
            return ""
        }
        #expect(asked == [.path("/dev/a b"), .number(major: 8, minor: 1), .path("/dev/c")])
    }
}
