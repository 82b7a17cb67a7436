import BlockDevices
import Tables
import Testing

@testable import Harness

/// A kernel with a device 253:0, which /dev/mapper/x is, over 253:1; /dev/a is 8:1, /dev/b 8:2.
@Suite struct KernelTableCheckTests {
    private static let nodes = [
        "/dev/mapper/x": DeviceNumber(major: 253, minor: 0), "/dev/a": DeviceNumber(major: 8, minor: 1),
        "/dev/b": DeviceNumber(major: 8, minor: 2),
    ]

    private func verdict(_ table: String, kernel: [String]) throws -> String {
        let check = KernelTableCheck(
            stack: try Stack(parsing: table, top: table.contains("top:") ? "top" : nil),
            tableOfDevice: { kernel[Int($0.minor)] }, numberOfNode: { Self.nodes[$0] })
        return refusal { try check.check("/dev/mapper/x") }
    }

    @Test(arguments: [
        ("0 8 linear /dev/a 3\n8 8 zero", ["0 8 linear 8:1 3\n8 8 zero \n"]),
        ("0 8 linear 8:1 3", ["0 8 linear 8:1 3"]),
        ("0 64 mirror core 1 8 2 /dev/a 0 /dev/b 0", ["0 64 mirror core 1 8 2 8:1 0 8:2 0 "]),
        ("low: 0 8 linear /dev/a 0\ntop: 0 8 linear low 0", ["0 8 linear 253:1 0", "0 8 linear 8:1 0"]),
        (
            "low: 0 8 linear /dev/a 0\ntop: 0 16 striped 2 8 low 0 low 0",
            ["0 16 striped 2 8 253:1 0 253:1 0", "0 8 linear 8:1 0"]
        ),
    ])
    func theSameIsTaken(_ table: String, _ kernel: [String]) throws {
        #expect(try verdict(table, kernel: kernel) == "accepted")
    }

    @Test(arguments: [
        ("0 8 linear /dev/a 3", ["0 8 linear 8:1 4"], "it has '0 8 linear DEVICE 4'"),
        ("0 8 linear /dev/a 3", ["0 8 linear 8:2 3"], "it stands on 8:2, not on /dev/a"),
        ("0 8 linear /dev/missing 3", ["0 8 linear 8:2 3"], "it stands on 8:2, not on /dev/missing"),
        ("0 8 linear /dev/a 0", ["0 8 linear 8:1 0\n8 8 zero "], "2 targets where the table has 1"),
        ("0 8 linear /dev/a 0", [""], "its table:1:1: the table is empty"),
        ("0 8 linear /dev/a 0", ["0 8 crypt aes"], "unknown target 'crypt'"),
        (
            "low: 0 8 linear /dev/a 0\ntop: 0 8 linear low 0", ["0 8 linear 253:1 0", "0 8 linear 8:2 0"],
            "it stands on 8:2, not on /dev/a"
        ),
        (
            "low: 0 8 linear /dev/a 0\ntop: 0 8 linear low 0", ["0 8 linear 253:1 0", "0 4 zero "],
            "it has '0 4 zero '"
        ),
    ])
    func anythingElseIsNot(_ table: String, _ kernel: [String], _ words: String) throws {
        #expect(try verdict(table, kernel: kernel).contains(words))
    }

    @Test func whatIsNoDeviceHasNoTable() throws {
        let check = KernelTableCheck(stack: try Stack(parsing: "0 8 zero"), numberOfNode: { _ in nil })
        #expect(refusal { try check.check("/etc") } == "--kernel-device /etc is no block device")
    }
}
