import DeviceTestSupport
import Testing

@testable import Environment

/// From lost time to the report: the programs that are named, and other explanations.
@Suite struct LossesTests {
    private let kernel: MadeUpKernel

    init() throws {
        kernel = try MadeUpKernel()
        try setStat("0 0 0 0 0 0 0 0")
        try kernel.setProcess(2, "kthreadd", isOfKernel: true, ticks: 0)
    }

    private func setStat(_ ticks: String) throws { try kernel.write("cpu0 \(ticks) 0 0\n", "proc/stat") }

    /// A job on CPU 0 that lost so much of a second.
    private static func jobs(
        lost share: Double, worst: Double = 0, still: Double = 0, continues: Int = 0, suspended: Double = 0,
        otherThreads: Double = 0
    ) -> JobFindings {
        var jobs = JobFindings()
        jobs.nanoseconds = 1_000_000_000
        jobs.lost = [
            LostTime(
                cpu: 0, nanoseconds: UInt64(share * 1e9), ofNanoseconds: 1_000_000_000, worstShare: worst)
        ]
        jobs.stillNanoseconds = UInt64(still * 1e9)
        jobs.continues = continues
        jobs.suspendedNanoseconds = UInt64(suspended * 1e9)
        jobs.otherThreadsNanoseconds = UInt64(otherThreads * 1e9)
        return jobs
    }

    private func disturbance(
        _ jobs: JobFindings, isOnModels: Bool = true, after change: () throws -> Void = {}
    ) throws -> String? {
        let watch = MachineWatch(cpus: [0], isOnModels: isOnModels, in: kernel.files)
        var before = watch.read()
        try change()
        var after = watch.read()
        (before.nanoseconds, after.nanoseconds) = (0, 1_000_000_000)
        (after.ownUserNanoseconds, after.ownSystemNanoseconds) = (
            before.ownUserNanoseconds, before.ownSystemNanoseconds
        )
        return watch.disturbance(from: before, to: after, jobs)?.description
    }

    @Test(arguments: [(0.029, 0.2, false), (0.031, 0, true), (0.003, 0.3, true)])
    func lossesCountFromLimitsOn(share: Double, worst: Double, isFound: Bool) throws {
        #expect(try (disturbance(Self.jobs(lost: share, worst: worst)) != nil) == isFound)
    }

    @Test func whoRanInsteadIsNamed() throws {
        let found = try disturbance(Self.jobs(lost: 0.5, worst: 0.96)) {
            try kernel.setProcess(17, "a hog", ticks: 50)
        }
        #expect(
            found == "jobs on CPU 0 did not run 50.0 % of the time (96.0 % of the worst tenth of a second): "
                + "a hog (17) ran there")
    }

    /// Whose part is a fifth and more, most first, whatever they call themselves.
    @Test func severalAreNamed() throws {
        let found = try disturbance(Self.jobs(lost: 0.6)) {
            for (number, ticks) in [(17, 20), (18, 25), (19, 5)] {
                try kernel.setProcess(number, "hog\u{1b}", ticks: ticks)
            }
        }
        #expect(
            found == "jobs on CPU 0 did not run 60.0 % of the time: hog? (18) and hog? (17) ran there")
    }

    @Test func whoHasEndedSinceIsNotNamed() throws {
        let found = try disturbance(Self.jobs(lost: 0.5))
        #expect(
            found == "jobs on CPU 0 did not run 50.0 % of the time: "
                + "no program that still runs took much of it")
    }

    @Test func whoIsHiddenIsSaidToBe() throws {
        try kernel.remove("proc/2")
        let found = try disturbance(Self.jobs(lost: 0.5))
        #expect(found == "jobs on CPU 0 did not run 50.0 % of the time: /proc hides who ran there")
    }

    /// Behind a loop device, for example.
    @Test(arguments: [true, false])
    func aThreadOfTheKernelActsForUsWhereDevicesAreReal(isOnModels: Bool) throws {
        let found = try disturbance(Self.jobs(lost: 0.5), isOnModels: isOnModels) {
            try kernel.setProcess(9, "loop0", isOfKernel: true, ticks: 50)
        }
        let expected = "jobs on CPU 0 did not run 50.0 % of the time: the kernel's loop0 (9) ran there"
        #expect(found == (isOnModels ? expected : nil))
    }

    @Test func ourOtherThreadsActForUs() throws {
        #expect(try disturbance(Self.jobs(lost: 0.2, otherThreads: 0.195)) == nil)
    }

    @Test func whatIsStolenIsToldOnce() throws {
        let found = try disturbance(Self.jobs(lost: 0.3, worst: 0.3)) { try setStat("70 0 0 0 0 0 0 30") }
        #expect(found?.hasPrefix("30.0 % of CPU 0 was stolen") == true)
        #expect(found?.contains("did not run") == false)
    }

    @Test(arguments: [
        (0, 0.0, "the process stood still for 900 ms: a freezer, a debugger or the hypervisor"),
        (1, 0.0, "the process was stopped for 900 ms and continued once (SIGCONT)"),
        (
            2, 12.0,
            "the machine was suspended for 12.0 s; the process was stopped for 900 ms and continued 2 times "
                + "(SIGCONT)"
        ),
    ])
    func whatStopsTheProcessIsToldOnce(continues: Int, suspended: Double, expected: String) throws {
        let jobs = Self.jobs(
            lost: 0.9, worst: 1, still: 0.9, continues: continues, suspended: suspended)
        #expect(try disturbance(jobs) == expected)
    }

    /// Jobs that sleep may not have noticed it.
    @Test func aStopBetweenTwoLooksIsToldByItsSignal() throws {
        let found = try disturbance(Self.jobs(lost: 0, continues: 1))
        #expect(found == "the process was stopped and continued once (SIGCONT)")
    }

    /// A cgroup of v1 with one of v2 beside it, in which the same happens, or not.
    @Test(
        arguments: [
            ("nr_throttled 10\nthrottled_time 98000000\n", "", "held jobs up 10 times for 98 ms in all"),
            ("nr_throttled 2\nthrottled_time 900000\n", "", nil), ("", "frozen_usec 300000\n", nil),
        ] as [(String, String, String?)])
    func whatACgroupTakesIsToldOnce(stat: String, frozen: String, expected: String?) throws {
        try kernel.addCgroups("/box")
        try kernel.write("nr_throttled 0\nthrottled_time 0\n", "cpu/box/cpu.stat")
        try kernel.write("frozen_usec 0\n", "unified/box/cgroup.stat.local")
        let lost = frozen.isEmpty ? 0.098 : 0.3
        let found = try disturbance(Self.jobs(lost: expected == nil && frozen.isEmpty ? 0 : lost, worst: 0.9))
        {
            if !stat.isEmpty { try kernel.write(stat, "cpu/box/cpu.stat") }
            if !frozen.isEmpty { try kernel.write(frozen, "unified/box/cgroup.stat.local") }
        }
        let freeze = frozen.isEmpty ? nil : "the process was frozen for 300 ms by its cgroup"
        #expect(found == expected.map { "the CPU quota of cgroup /box " + $0 } ?? freeze)
    }
}
