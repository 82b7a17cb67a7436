import BlockDevices

/// The versions of this program and of what it is made with.
public struct SoftwareRecord: Codable, Hashable, Sendable {
    /// The version of pollbench.
    public var pollbench: String
    /// The commit of the sources.
    @Nullable public var commit: String?
    /// The compiler, as far as the program knows it.
    @Nullable public var swift: String?
    /// The shared library that is loaded; nil where it is linked into the program.
    @Nullable public var liburing: String?

    /// - Parameters:
    ///   - pollbench: the version that `--version` prints.
    ///   - commit: nil if it is not known.
    public static func current(
        pollbench: String, commit: String?, in files: KernelFiles = KernelFiles()
    ) -> SoftwareRecord {
        SoftwareRecord(
            pollbench: pollbench, commit: commit, swift: swiftVersion, liburing: liburingVersion(in: files))
    }

    /// Major and minor number: the compiler lets itself be compared only.
    private static var swiftVersion: String? {
        #if compiler(>=6.6)
            nil
        #elseif compiler(>=6.5)
            "6.5"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    /// The loader maps the file `liburing.so.2.3`, which bears the version in its name (liburing's Makefile).
    private static func liburingVersion(in files: KernelFiles) -> String? {
        let name = "liburing.so."
        for line in files.proc.lines("self/maps") {
            guard let file = line.split(separator: "/").last, file.hasPrefix(name) else { continue }
            let numbers = file.dropFirst(name.count).split(separator: ".", omittingEmptySubsequences: false)
            if numbers.count > 1, numbers.allSatisfy({ UInt($0) != nil }) {
                return numbers.joined(separator: ".")
            }
        }
        return nil
    }
}
