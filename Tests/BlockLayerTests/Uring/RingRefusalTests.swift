import Glibc
import Testing

@testable import BlockLayer

/// Of the causes that an errno value may have, the one that is true is named.
@Suite struct RingRefusalTests {
    private func text(
        _ errno: Int32, disabled: Int? = 0, isFiltered: Bool? = false, isAdministrator: Bool? = true
    ) -> String {
        RingRefusal(disabled: disabled, isFiltered: isFiltered, isAdministrator: isAdministrator).text(errno)
    }

    @Test func aSysctlIsNamedWhereItRefuses() {
        #expect(text(EPERM, disabled: 2).contains("kernel.io_uring_disabled, which is 2"))
        #expect(text(EPERM, disabled: 2, isFiltered: true).contains("which is 2"))
        #expect(text(EPERM, disabled: 1, isAdministrator: false).contains("kernel.io_uring_group"))
        #expect(
            text(EPERM, disabled: 1, isFiltered: true, isAdministrator: false).contains(
                "kernel.io_uring_group"))
        // Root of a user namespace is no administrator.
        #expect(text(EPERM, disabled: 1).contains("kernel.io_uring_group"))
    }

    @Test func aFilterIsNamedWhereTheSysctlLetsPass() {
        for disabled in [0, nil] {
            let reason = text(EPERM, disabled: disabled, isFiltered: true)
            #expect(reason.hasPrefix("a seccomp filter refuses io_uring") && reason.hasSuffix("(EPERM)"))
            #expect(!reason.contains("sysctl"))
        }
        #expect(text(EPERM, disabled: 1, isFiltered: true).hasPrefix("a seccomp filter"))
        #expect(text(ENOSYS, isFiltered: true).hasPrefix("a seccomp filter"))
    }

    @Test func refusalsDiffer() {
        #expect(text(EACCES).contains("security module") && !text(EACCES).contains("seccomp"))
        #expect(
            text(EACCES, isFiltered: true).contains("seccomp")
                && text(EACCES, isFiltered: true).contains("EACCES"))
        #expect(!text(EACCES, disabled: 2).contains("sysctl"))
        #expect(text(ENOSYS, disabled: nil) == "this kernel has no io_uring")
        #expect(text(ENOMEM).contains("ulimit -l"))
    }

    @Test func whatIsNotKnownIsNotGuessed() {
        #expect(text(EPERM).contains("neither"))
        let blind = text(EPERM, disabled: nil, isFiltered: nil, isAdministrator: nil)
        #expect(blind.contains("sysctl") && blind.contains("seccomp") && blind.contains("/proc"))
    }
}
