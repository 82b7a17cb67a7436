import DeviceTestSupport
import Testing

@testable import Environment

/// What keeps the watch from seeing is said; a machine that is seen is not.
@Suite struct BlindnessTests {
    private static let quiet = "cpu0 9 0 0 0 0 0 0 0 0 0\ncpu1 9 0 0 0 0 0 0 0 0 0\n"

    private func blindness(
        _ before: String?, _ after: String?, on cpus: [Int] = [0, 1], jobSeconds: Double = 0
    ) throws -> String? {
        let kernel = try MadeUpKernel()
        let watch = MachineWatch(cpus: cpus, isOnModels: true, in: kernel.files)
        if let before { try kernel.write(before, "proc/stat") }
        let early = watch.read()
        if let after { try kernel.write(after, "proc/stat") }
        var jobs = JobFindings()
        jobs.jobNanoseconds = UInt64(jobSeconds * 1e9)
        return watch.blindness(from: early, to: watch.read(), jobs)
    }

    @Test func aMachineWhoseCountsCanBeReadIsSeen() throws {
        let later = "cpu0 108 0 1 0 0 0 0 0 0 0\ncpu1 109 0 0 0 0 0 0 0 0 0\n"
        #expect(try blindness(Self.quiet, later, jobSeconds: 2) == nil)
    }

    @Test(arguments: ["", "junk\n"])
    func countsThatCannotBeReadAreSaid(stat: String) throws {
        #expect(try blindness(nil, nil) == "/proc/stat cannot be read")
        #expect(try blindness(Self.quiet, stat) == "/proc/stat cannot be read")
    }

    @Test func aCPUThatIsNotListedIsSaid() throws {
        #expect(try blindness(Self.quiet, Self.quiet, on: [1, 5]) == "/proc/stat does not list CPU 5")
    }

    /// As containers are shown them that have no CPUs of their own.
    @Test func countsThatDoNotCountAreSaid() throws {
        let reason = "/proc/stat does not count what runs here"
        #expect(try blindness(Self.quiet, Self.quiet, jobSeconds: 2) == reason)
        #expect(try blindness(Self.quiet, Self.quiet, jobSeconds: 0.1) == nil, "too short to tell")
    }

    /// Any user of the CPU counts, including the hypervisor.
    @Test func stolenTimeCounts() throws {
        let later = "cpu0 9 0 0 0 0 0 0 150 0 0\ncpu1 9 0 0 0 0 0 0 0 0 0\n"
        #expect(try blindness(Self.quiet, later, jobSeconds: 2) == nil)
    }
}
