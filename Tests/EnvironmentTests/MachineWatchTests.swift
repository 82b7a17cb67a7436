import DeviceTestSupport
import Testing

@testable import Environment

/// A machine with CPUs 0 to 3, of which a second passes between two readings.
@Suite struct MachineWatchTests {
    private let kernel: MadeUpKernel

    init() throws {
        kernel = try MadeUpKernel()
        try setStat()
    }

    /// - Parameter ticks: user, nice, system, idle, iowait, irq, softirq, stolen of the CPUs that differ from zero.
    private func setStat(_ ticks: [Int: String] = [:]) throws {
        let cpus = (0...3).map { "cpu\($0) \(ticks[$0] ?? "0 0 0 0 0 0 0 0") 0 0\n" }.joined()
        try kernel.write("cpu  9 9 9 9 9 9 9 9 0 0\n\(cpus)intr 1 2 3\nctxt 4\n", "proc/stat")
    }

    /// What a watch over these CPUs finds if the machine changes like this within a second.
    private func disturbance(
        on cpus: [Int], seconds: Double = 1, ownUser: Double = 0, ownSystem: Double = 0,
        isOnModels: Bool = true,
        _ jobs: JobFindings = JobFindings(), after change: () throws -> Void
    ) rethrows -> String? {
        let watch = MachineWatch(cpus: cpus, isOnModels: isOnModels, in: kernel.files)
        var before = watch.read()
        try change()
        var after = watch.read()
        (before.nanoseconds, before.ownUserNanoseconds, before.ownSystemNanoseconds) = (0, 0, 0)
        after.nanoseconds = UInt64(seconds * 1e9)
        after.ownUserNanoseconds = UInt64(ownUser * 1e9)
        after.ownSystemNanoseconds = UInt64(ownSystem * 1e9)
        return watch.disturbance(from: before, to: after, jobs)?.description
    }

    @Test func aQuietSecondDisturbsNothing() throws {
        #expect(try disturbance(on: [0, 1]) { try setStat([0: "3 0 2 60 1 1 1 1"]) } == nil)
    }

    @Test func stealIsToldOfTheCPUThatLostMost() throws {
        let found = try disturbance(on: [0, 1]) {
            try setStat([0: "0 0 0 0 0 0 0 3", 1: "0 0 0 0 0 0 0 21", 2: "0 0 0 0 0 0 0 90"])
        }
        #expect(found == "21.0 % of CPU 1 was stolen")
    }

    /// Of two ticks one may be rounding: a hundredth of a second in one, a fiftieth in ten.
    @Test(arguments: [(2, 1.0, false), (3, 1.0, true), (20, 10.0, false), (21, 10.0, true), (1, 0.01, false)])
    func stealCountsBeyondRounding(ticks: Int, seconds: Double, isFound: Bool) throws {
        let found = try disturbance(on: [0], seconds: seconds) { try setStat([0: "0 0 0 0 0 0 0 \(ticks)"]) }
        #expect((found != nil) == isFound)
    }

    @Test func countsThatGoBackAreNoSteal() throws {
        try setStat([0: "0 0 0 0 0 0 0 50"])
        #expect(try disturbance(on: [0]) { try setStat([0: "0 0 0 0 0 0 0 40"]) } == nil)
    }

    @Test(
        arguments: [(1.95, nil), (1.5, "other programs took 25.0 % of CPU 0-1: /proc hides who ran there")]
            as [(Double, String?)])
    func ownTimeIsNoOthers(ownUser: Double, expected: String?) throws {
        let found = try disturbance(on: [0, 1], ownUser: ownUser) {
            try setStat([0: "90 10 0 0 0 0 0 0", 1: "100 0 0 0 0 0 0 0"])
        }
        #expect(found == expected)
    }

    @Test func whoRunsOnASiblingIsInTheWay() throws {
        try kernel.write("0,2\n", "sys/devices/system/cpu/cpu0/topology/thread_siblings_list")
        let found = try disturbance(on: [0]) {
            try setStat([1: "90 0 0 0 0 0 0 0", 2: "50 0 0 0 0 0 0 0"])
        }
        #expect(found == "other programs took 25.0 % of CPU 0,2: /proc hides who ran there")
        try kernel.write("0,9\n", "sys/devices/system/cpu/cpu0/topology/thread_siblings_list")
        #expect(try disturbance(on: [0]) { try setStat([0: "50 0 0 0 0 0 0 0"]) } != nil, "CPU 9 is offline")
    }

    /// A loop device's thread in the kernel works for us: what it used is no other program's, where it can be seen.
    @Test(
        arguments: [
            (
                true, true,
                "other programs took 80.0 % of CPU 0: the kernel's kworker/0:1 (9) ran there"
            ),
            (false, true, nil),
            (true, false, "other programs took 80.0 % of CPU 0: /proc hides who ran there"),
            (false, false, nil),
        ] as [(Bool, Bool, String?)])
    func timeInTheKernelIsOthersUnlessItsThreadsActForUs(
        isOnModels: Bool, areSeen: Bool, expected: String?
    ) throws {
        if areSeen { try kernel.setProcess(9, "kworker/0:1", isOfKernel: true, ticks: 20) }
        let found = try disturbance(on: [0], isOnModels: isOnModels) {
            try setStat([0: "0 0 80 0 0 0 0 0"])
            if areSeen { try kernel.setProcess(9, "kworker/0:1", isOfKernel: true, ticks: 100) }
        }
        #expect(found == expected)
    }

    @Test func aProgramInTheKernelIsNamed() throws {
        try kernel.setProcess(2, "kthreadd", isOfKernel: true, ticks: 0)
        try kernel.setProcess(40, "dd", ticks: 500)
        let found = try disturbance(on: [0], ownUser: 0.5, isOnModels: false) {
            try setStat([0: "50 0 50 0 0 0 0 0"])
            try kernel.setProcess(40, "dd", ticks: 549)
            try kernel.setProcess(41, "short", ticks: 1)
        }
        #expect(found == "other programs took 50.0 % of CPU 0: dd (40) ran there")
    }

    @Test(arguments: [(true, "interrupts took 8.0 % of CPU 1"), (false, nil)] as [(Bool, String?)])
    func interruptsAreOthersWhereAllDevicesAreModels(isOnModels: Bool, expected: String?) throws {
        let found = try disturbance(on: [0, 1], isOnModels: isOnModels) {
            try setStat([1: "0 0 0 0 0 3 5 0"])
        }
        #expect(found == expected)
    }

    /// The more CPUs, the more rounding: but one that is taken away is noticed among many.
    @Test(
        arguments: [(4, nil), (12, "3.0 % of CPU 0-3: "), (100, "25.0 % of CPU 0-3: ")] as [(Int, String?)])
    func theLimitGrowsAsTheRootOfTheCPUs(ticks: Int, expected: String?) throws {
        let found = try disturbance(on: [0, 1, 2, 3]) { try setStat([0: "\(ticks) 0 0 0 0 0 0 0"]) }
        #expect(found == expected.map { "other programs took " + $0 + "/proc hides who ran there" })
    }

    @Test func throttlingIsToldOfCoresAndOncePerPackage() throws {
        func setCounts(core: Int, package: Int) throws {
            for cpu in 0...1 {
                let folder = "sys/devices/system/cpu/cpu\(cpu)"
                try kernel.write("\(core)\n", "\(folder)/thermal_throttle/core_throttle_count")
                try kernel.write("\(package)\n", "\(folder)/thermal_throttle/package_throttle_count")
                try kernel.write("0\n", "\(folder)/topology/physical_package_id")
            }
        }
        try setCounts(core: 7, package: 2)
        #expect(disturbance(on: [0, 1]) {} == nil)
        let found = try disturbance(on: [0, 1]) { try setCounts(core: 8, package: 5) }
        let expected =
            "CPU 0 was throttled once; the package of CPU 0 was throttled 3 times; CPU 1 was throttled once"
        #expect(found == expected)
    }

    @Test(arguments: ["performance", "schedutil"])
    func aFrequencyBelowTheBaseCountsWhereTheGovernorAsksForMore(governor: String) throws {
        let folder = "sys/devices/system/cpu/cpu1"
        try kernel.write("\(governor)\n", "\(folder)/cpufreq/scaling_governor")
        try kernel.write("3500000\n", "\(folder)/cpufreq/scaling_cur_freq")
        try kernel.write("2600\n", "\(folder)/acpi_cppc/nominal_freq")
        let found = try disturbance(on: [0, 1]) {
            try kernel.write("1800000\n", "\(folder)/cpufreq/scaling_cur_freq")
        }
        let expected = "CPU 1 ran at 1800 MHz, below its base frequency of 2600 MHz"
        #expect(found == (governor == "performance" ? expected : nil))
    }

    @Test(arguments: ["", "junk\n", "cpu0 1 2\n", "cpu0 a b c d e f g h\n", "cpu-1 1 1 1 1 1 1 1 1\n"])
    func filesThatTellNothingAccuseNobody(stat: String) throws {
        let found = try disturbance(on: [0]) { try kernel.write(stat, "proc/stat") }
        #expect(found == nil)
    }

    @Test func thisMachineCanBeRead() {
        let watch = MachineWatch(cpus: [0], isOnModels: true)
        let before = watch.read()
        let after = watch.read()
        #expect(after.nanoseconds > before.nanoseconds)
        #expect(after.ownUserNanoseconds >= before.ownUserNanoseconds)
    }
}
