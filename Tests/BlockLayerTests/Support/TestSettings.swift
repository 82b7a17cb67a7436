import Glibc

/// What the environment says about how to test.
enum TestSettings {
    /// POLLBENCH_SEED, so that a failure can be repeated and other seeds tried.
    static let seed: UInt64 = value(of: "POLLBENCH_SEED").flatMap { UInt64($0) } ?? 1

    /// POLLBENCH_STRESS, how long stress tests go on: `short` for debug builds, where an IO costs a hundred times as
    /// much, `medium` for optimised builds with the thread sanitizer, `long` for plain optimised ones.
    enum Stress: String {
        case short
        case medium
        case long
    }

    static let stress = value(of: "POLLBENCH_STRESS").flatMap(Stress.init) ?? .short

    static func count(short: Int, medium: Int, long: Int) -> Int {
        switch stress {
        case .short: short
        case .medium: medium
        case .long: long
        }
    }

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
