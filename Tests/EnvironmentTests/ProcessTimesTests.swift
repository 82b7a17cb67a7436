import BlockDevices
import DeviceTestSupport
import Testing

@testable import Environment

@Suite struct ProcessTimesTests {
    private let kernel: MadeUpKernel

    init() throws { kernel = try MadeUpKernel() }

    @Test func aNameMayLookLikeTheRest() throws {
        try kernel.setProcess(5, "a) R 1 (b", ticks: 4, cpu: 3)
        let process = try #require(ProcessTimes(in: kernel.files).processes[5])
        #expect(process == .init(name: "a) R 1 (b", startTicks: 7, isOfKernel: false, ticks: 4, cpu: 3))
    }

    @Test func onlyThreadsOfTheKernelShowThatNobodyIsHidden() throws {
        try kernel.setProcess(5, "shell", ticks: 4)
        #expect(ProcessTimes(in: kernel.files).hidesOthers)
        try kernel.setProcess(2, "kthreadd", isOfKernel: true, ticks: 0)
        #expect(!ProcessTimes(in: kernel.files).hidesOthers)
    }

    @Test func growthKnowsAProcessByItsStart() throws {
        for number in 5...7 { try kernel.setProcess(number, "p", ticks: 40) }
        let before = ProcessTimes(in: kernel.files)
        try kernel.setProcess(5, "p", ticks: 50)
        try kernel.setProcess(6, "another", ticks: 3, start: 9)
        try kernel.setProcess(8, "new", ticks: 2)
        let growth = ProcessTimes(in: kernel.files).growth(since: before)
        #expect(
            Dictionary(uniqueKeysWithValues: growth.map { ($0.number, $0.process.ticks) }) == [
                5: 10, 6: 3, 8: 2,
            ])
    }

    @Test func thisProcessIsNoOther() throws {
        try kernel.setProcess(5, "we", ticks: 4)
        try kernel.setProcess(6, "they", ticks: 4)
        try kernel.write("5 (we) R\n", "proc/self/stat")
        #expect(ProcessTimes(in: kernel.files).processes.keys.sorted() == [6])
    }

    @Test(arguments: ["", "5", "5 (x", "5 (x) S 1", "5 )x( S"])
    func whatCannotBeReadIsMissing(line: String) throws {
        try kernel.write(line, "proc/5/stat")
        #expect(ProcessTimes(in: kernel.files).processes.isEmpty)
    }
}
