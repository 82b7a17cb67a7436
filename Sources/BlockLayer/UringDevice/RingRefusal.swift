import Glibc

/// Why the kernel gives no ring. One errno value has several causes; what the kernel shows of this process says which
/// of them is true.
struct RingRefusal {
    /// The sysctl `kernel.io_uring_disabled` (Documentation/admin-guide/sysctl/kernel.rst of the kernel); nil where it
    /// cannot be read, as before Linux 6.6.
    var disabled: Int?
    /// `Seccomp` and `CapEff` of proc_pid_status(5): whether system calls are filtered, and whether CAP_SYS_ADMIN is
    /// in force. Nil where they cannot be read.
    var isFiltered: Bool?
    var isAdministrator: Bool?

    /// - Parameter errno: of io_uring_setup(2), io_uring_register(2) or mmap(2).
    static func text(_ errno: Int32) -> String {
        let status = lines(of: "/proc/thread-self/status")
        func value(_ name: String) -> Substring? {
            status.first { $0.hasPrefix(name + ":") }?.split(whereSeparator: \.isWhitespace).last
        }
        let refusal = RingRefusal(
            disabled: lines(of: "/proc/sys/kernel/io_uring_disabled").first.flatMap { Int($0) },
            isFiltered: value("Seccomp").map { $0 != "0" },
            isAdministrator: value("CapEff").flatMap { UInt64($0, radix: 16) }.map { $0 >> 21 & 1 == 1 })
        return refusal.text(errno)
    }

    /// What is in the way, and what to do.
    func text(_ errno: Int32) -> String {
        switch errno {
        case ENOMEM: "no locked memory left: raise `ulimit -l` or lower --iodepth"
        case EPERM: permissionText
        case EACCES:
            // The sysctl says EPERM.
            isFiltered == true
                ? "\(Self.filter), or a security module does (EACCES)"
                : "a security module like SELinux refuses io_uring (EACCES): `ausearch -m avc` shows the rule"
        case ENOSYS: absenceText
        default: errorText(errno)
        }
    }

    private static let filter =
        "a seccomp filter refuses io_uring, as container profiles do: use one that permits io_uring_setup, "
        + "io_uring_register and io_uring_enter (docker and podman: --security-opt seccomp=FILE)"

    private var permissionText: String {
        switch (disabled, isFiltered) {
        case (2, _):
            return "io_uring is switched off by the sysctl kernel.io_uring_disabled, which is 2: set it to 0"
        case (1, _) where isAdministrator == false, (1, false):
            return "io_uring is for root and the group kernel.io_uring_group only, as the sysctl "
                + "kernel.io_uring_disabled is 1: run as root or set it to 0"
        case (_, true): return "\(Self.filter) (EPERM)"
        case (_, false):
            return "Operation not permitted, by neither the sysctl kernel.io_uring_disabled nor seccomp"
        case (_, nil):
            return
                "Operation not permitted, by the sysctl kernel.io_uring_disabled or by a seccomp filter: which, /proc "
                + "would show, but it cannot be read"
        }
    }

    private var absenceText: String {
        switch (disabled, isFiltered) {
        // A kernel with the sysctl has io_uring.
        case (_?, true): "\(Self.filter) (ENOSYS)"
        case (nil, true): "this kernel has no io_uring, or \(Self.filter) (ENOSYS)"
        case (_, false): "this kernel has no io_uring"
        case (_, nil): "this kernel has no io_uring, or a seccomp filter refuses it"
        }
    }

    private static func lines(of path: String) -> [Substring] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isNewline)
    }
}
