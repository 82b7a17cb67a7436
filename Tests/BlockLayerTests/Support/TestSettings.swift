import Glibc

/// What the environment says about how to test.
enum TestSettings {
    /// POLLBENCH_SEED, so that a failure can be repeated and other seeds tried.
    static let seed: UInt64 = value(of: "POLLBENCH_SEED").flatMap { UInt64($0) } ?? 1

    /// POLLBENCH_STRESS=long: millions of IOs, for release builds. Otherwise as many as debug builds and the thread
    /// sanitizer get through in a minute.
    static let isLong = value(of: "POLLBENCH_STRESS") == "long"

    /// Whether there is machine code to look at that these tests can read.
    static let hasSpecialisedCode: Bool = {
        #if DEBUG || !arch(x86_64)
            false
        #else
            true
        #endif
    }()

    private static func value(of name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
