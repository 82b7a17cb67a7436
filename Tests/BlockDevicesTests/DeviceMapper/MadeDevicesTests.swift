import Foundation
import Testing

@testable import BlockDevices

@Suite struct MadeDevicesTests {
    private let standIn: StandIn
    private let identities = DeviceIdentity.fresh(count: 2)

    init() throws {
        standIn = try StandIn()
    }

    private func devices(_ tables: [String], isReadOnly: Bool = false) -> [NewMappedDevice] {
        zip(identities, tables).map { NewMappedDevice($0, table: $1, isReadOnly: isReadOnly) }
    }

    /// What was asked of dmsetup but nodes, which no device here has.
    private var commands: [String] { standIn.log.filter { !$0.hasPrefix("mknodes") } }

    @Test func devicesAreMadeFromBelowAndRemovedFromAbove() throws {
        let made = try standIn.make(devices(["0 8 linear 8:0 0\n8 8 zero ", "0 16 linear low 0"]))
        #expect(standIn.text("devices/" + identities[0].uuid) == "0 8 linear 8:0 0\n8 8 zero ")
        #expect(standIn.text("devices/" + identities[1].uuid) == "0 16 linear low 0")
        try made.remove()
        #expect(
            commands == [
                "create \(identities[0].name) --uuid \(identities[0].uuid)",
                "create \(identities[1].name) --uuid \(identities[1].uuid)",
                "remove --retry --uuid \(identities[1].uuid)", "remove --retry --uuid \(identities[0].uuid)",
            ])
        #expect(standIn.devices.isEmpty && standIn.journalNames.isEmpty)
    }

    @Test func readOnlyTablesAreLoadedSo() throws {
        let made = try standIn.make(devices(["0 8 zero "], isReadOnly: true))
        #expect(standIn.log.first?.hasSuffix(" --readonly") == true)
        try made.remove()
    }

    @Test func theJournalNamesAllBeforeTheFirstIsMade() throws {
        let made = try standIn.make(devices(["0 8 zero ", "0 8 zero "]))
        let lines = standIn.text("journal-at-" + identities[0].name).split(separator: "\n")
        #expect(lines.map { DeviceIdentity(journalLine: $0) } == identities)
        try made.remove()
    }

    @Test func aRefusedTableLeavesNothing() {
        #expect {
            _ = try standIn.make(devices(["0 8 zero ", "0 8 refused"]))
        } throws: { error in
            "\(error)".contains("the kernel refuses the table (dmesg says why): device-mapper: reload")
        }
        #expect(standIn.devices.isEmpty && standIn.journalNames.isEmpty)
    }

    @Test func devicesGoWithTheirOwner() throws {
        var made: MadeDevices? = try standIn.make(devices(["0 8 zero "]))
        #expect(standIn.devices.count == 1 && made != nil)
        made = nil
        #expect(standIn.devices.isEmpty && standIn.journalNames.isEmpty)
    }

    @Test func aDeviceThatSomebodyElseRemovedIsNoFault() throws {
        let made = try standIn.make(devices(["0 8 zero "]))
        try FileManager.default.removeItem(atPath: standIn.folder + "/devices/" + identities[0].uuid)
        try made.remove()
        #expect(standIn.journalNames.isEmpty)
    }

    @Test func aDeviceInUseStaysInTheJournal() throws {
        let made = try standIn.make(devices(["0 8 zero "]))
        try standIn.write("", to: "busy")
        #expect {
            try made.remove()
        } throws: { error in
            "\(error)" == "cannot remove \(identities[0].path): device-mapper: remove ioctl failed: "
                + "Device or resource busy"
        }
        #expect(standIn.devices.count == 1 && standIn.journalNames.count == 1)
    }

    @Test func withoutAFolderForTheJournalNothingIsMade() throws {
        try standIn.write("", to: "file")
        #expect {
            _ = try MadeDevices(
                devices(["0 8 zero "]), dmsetup: standIn.dmsetup, folders: [standIn.folder + "/file"])
        } throws: { error in
            "\(error)".contains("/file: Not a directory")
        }
        #expect(standIn.log.isEmpty)
    }

    @Test func theNextFolderTakesTheJournal() throws {
        try standIn.write("", to: "file")
        let made = try MadeDevices(
            devices(["0 8 zero "]), dmsetup: standIn.dmsetup,
            folders: [standIn.folder + "/file", standIn.journals])
        #expect(standIn.journalNames.count == 1)
        try made.remove()
    }

    @Test func whatIsNotInstalledIsNamed() {
        let dmsetup = Dmsetup(path: standIn.folder + "/nothing")
        #expect {
            _ = try MadeDevices(devices(["0 8 zero "]), dmsetup: dmsetup, folders: [standIn.journals])
        } throws: { error in
            "\(error)".contains("/nothing: No such file or directory")
        }
    }
}
