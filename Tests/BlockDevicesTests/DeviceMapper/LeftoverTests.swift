import Testing

@testable import BlockDevices

/// What runs leave that were killed. A journal whose owner is gone without having deleted it stands for one of those.
@Suite struct LeftoverTests {
    private let standIn: StandIn
    private let identities = DeviceIdentity.fresh(count: 3)

    init() throws {
        standIn = try StandIn()
    }

    private func leaveJournal() throws {
        _ = try DeviceJournal(identities, folders: [standIn.journals])
    }

    private func makeDevices(_ uuids: [String]) throws {
        for uuid in uuids { try standIn.write("0 8 zero ", to: "devices/" + uuid) }
    }

    @Test func devicesOfTheDeadAreRemovedFromAbove() throws {
        try leaveJournal()
        try makeDevices(identities.map(\.uuid))
        let notes = standIn.removeLeftovers()
        #expect(notes == identities.map { "removed \($0.path), which a run left that was killed" })
        let removals = standIn.log.filter { $0.hasPrefix("remove") }
        #expect(removals == identities.reversed().map { "remove --retry --uuid \($0.uuid)" })
        #expect(standIn.devices.isEmpty && standIn.journalNames.isEmpty)
    }

    @Test func nothingElseIsTouched() throws {
        try leaveJournal()
        let others = ["pollbench-mine", "LVM-abc", identities[0].uuid + "0"]
        try makeDevices([identities[1].uuid] + others)
        #expect(standIn.removeLeftovers().count == 1)
        #expect(standIn.devices == others.sorted())
    }

    @Test func devicesThatWereNeverMadeAreNotMissed() throws {
        try leaveJournal()
        #expect(standIn.removeLeftovers() == [])
        #expect(standIn.journalNames.isEmpty)
    }

    @Test func devicesOfTheLivingStay() throws {
        let journal = try DeviceJournal(identities, folders: [standIn.journals])
        try makeDevices(identities.map(\.uuid))
        #expect(standIn.removeLeftovers() == [])
        #expect(standIn.devices.count == 3)
        withExtendedLifetime(journal) {}
    }

    @Test func onlyWholeLinesCount() throws {
        try leaveJournal()
        let name = try #require(standIn.journalNames.first)
        let whole = identities[0].journalLine
        let half = String(identities[1].journalLine.dropLast(4))
        try standIn.write("\(whole)\nroot LVM-abc .\n\u{0}\n\(half)", to: "journals/" + name)
        try makeDevices([identities[0].uuid, "LVM-abc", String(half.split(separator: " ")[1])])
        #expect(standIn.removeLeftovers().count == 1)
        #expect(standIn.devices.count == 2 && !standIn.devices.contains(identities[0].uuid))
    }

    @Test func otherFilesAreNotJournals() throws {
        try leaveJournal()
        try standIn.write(identities[0].journalLine, to: "journals/notes")
        _ = standIn.removeLeftovers()
        #expect(standIn.journalNames == ["notes"])
    }

    @Test func aDeviceInUseIsLeftForTheNextTime() throws {
        try leaveJournal()
        try makeDevices([identities[0].uuid])
        try standIn.write("", to: "busy")
        let notes = standIn.removeLeftovers()
        #expect(notes.count == 1 && notes[0].contains("Device or resource busy"))
        #expect(standIn.devices.count == 1 && standIn.journalNames.count == 1)
    }
}
