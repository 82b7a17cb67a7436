import Glibc
import Testing

@testable import BlockDevices

@Suite struct DmsetupEnvironmentTests {
    /// Set for the whole process, so this asks for what other tests do not look at.
    @Test func whatUsersSetForToolsOfTheirOwnIsLeftOut() {
        let names = ["DM_DEV_DIR", "DM_UDEV_COOKIE", "LC_MESSAGES", "LANGUAGE", "DM_DISABLE_UDEV"]
        for name in names { setenv(name, "x", 1) }
        defer { for name in names { unsetenv(name) } }
        let kept = Dmsetup.environment
        #expect(names.filter { name in kept.contains { $0.hasPrefix(name + "=") } } == ["DM_DISABLE_UDEV"])
        #expect(kept.contains("LC_ALL=C") && kept.contains { $0.hasPrefix("PATH=") })
    }
}
