import Testing

@testable import BlockDevices

@Suite struct DeviceIdentityTests {
    @Test func identitiesFitWhatTheKernelTakes() {
        for identity in DeviceIdentity.fresh(count: 100) {
            // DM_NAME_LEN and DM_UUID_LEN of linux/dm-ioctl.h, with the closing NUL.
            #expect(identity.name.utf8.count < 128 && identity.uuid.utf8.count < 129)
            #expect(identity.name.hasPrefix("pollbench-") && identity.uuid.hasPrefix("pollbench-"))
        }
    }

    @Test func noTwoAreAlike() {
        let identities = (0..<50).flatMap { _ in DeviceIdentity.fresh(count: 4) }
        #expect(Set(identities.map(\.name)).count == 200)
        #expect(Set(identities.map(\.uuid)).count == 200)
    }

    @Test func aJournalLineIsReadBack() {
        let identity = DeviceIdentity.fresh(count: 2)[1]
        #expect(DeviceIdentity(journalLine: Substring(identity.journalLine)) == identity)
    }

    @Test func aCutOffLineIsNot() {
        let line = DeviceIdentity.fresh(count: 1)[0].journalLine
        for length in 0..<line.count { #expect(DeviceIdentity(journalLine: line.prefix(length)) == nil) }
    }

    @Test(arguments: ["", "a b .", "pollbench-1 LVM-2 .", "root pollbench-2 .", "pollbench-1 pollbench-2 . "])
    func otherLinesAreNot(_ line: String) {
        #expect(DeviceIdentity(journalLine: line[...]) == nil)
    }
}
