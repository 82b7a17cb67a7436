import RandomNumbers
import Testing

@testable import BlockDevices

@Suite struct InterruptCountsTests {
    /// As Linux 6.12 prints it for one NVMe drive and one virtio disk.
    private let text = """
                   CPU0       CPU1
          1:          9          0  IR-IO-APIC    1-edge      i8042
         24:          3          4  IR-PCI-MSIX-0000:01:00.0    0-edge      nvme0q0
         25:        100         20  IR-PCI-MSIX-0000:01:00.0    1-edge      nvme0q1
         34:          0 4294967295  IR-PCI-MSIX-0000:01:00.0   10-edge      nvme0q10
         35:          7          0  PCI-MSIX-0000:00:02.0   0-edge      virtio1-config
         36:          5          6  PCI-MSIX-0000:00:02.0   1-edge      virtio1-req.0
        NMI:          0          0   Non-maskable interrupts
        ERR:          0
        """

    private func counts(_ text: String, _ vectors: Set<Int>) -> InterruptCounts? {
        InterruptCounts(parsing: text, vectors: vectors)
    }

    /// What is counted when all numbers of `text` were 0 before.
    private func sum(_ text: String, _ vectors: Set<Int>) -> UInt64? {
        let before = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: " ").enumerated().map { number, word in
                (1...2).contains(number) && UInt32(word) != nil ? "0" : String(word)
            }.joined(separator: " ")
        }.joined(separator: "\n")
        return counts(before, vectors).flatMap { counts(text, vectors)?.since($0) }
    }

    @Test func onlyTheVectorsAskedForCount() {
        #expect(sum(text, [25]) == 120)
        #expect(sum(text, [25, 36]) == 131)
    }

    @Test func vectorsThatEndNoIODoNotCount() {
        #expect(sum(text, [24, 25]) == 120)
        #expect(sum(text, [35, 36]) == 11)
        #expect(sum(text, [24]) == nil)
    }

    @Test func aVectorSharedWithTheAdminQueueCounts() {
        let shared = text.replacing("nvme0q0", with: "nvme0q0, nvme0q1")
        #expect(sum(shared, [24]) == 7)
        let turned = text.replacing("nvme0q0", with: "nvme0q1, nvme0q0")
        #expect(sum(turned, [24]) == 7)
    }

    /// Poll queues have no vector, and vectors without a driver have no line.
    @Test func vectorsWithoutALineAreZero() {
        #expect(sum(text, [25, 999]) == 120)
        let later = text + "\n 50: 2 0 PCI-MSIX-0000:01:00.0 11-edge nvme0q11"
        #expect(counts(text, [25, 50]).flatMap { counts(later, [25, 50])?.since($0) } == 2)
    }

    @Test func countsOf32BitsWrap() {
        let later = text.replacing("4294967295", with: "4")
        #expect(counts(text, [34]).flatMap { counts(later, [34])?.since($0) } == 5)
    }

    @Test func aCountThatFallsTellsNothing() {
        let later = text.replacing("100 ", with: " 99 ")
        #expect(counts(text, [25]).flatMap { counts(later, [25])?.since($0) } == nil)
    }

    @Test func otherCPUsTellNothing() {
        let later = text.replacing("CPU1", with: "CPU2")
        #expect(counts(text, [25]).flatMap { counts(later, [25])?.since($0) } == nil)
    }

    @Test func otherVectorsTellNothing() {
        #expect(counts(text, [25]).flatMap { counts(text, [25, 36])?.since($0) } == nil)
    }

    @Test(arguments: [
        "", "\n", "24: 1 2 nvme0q1", "CPU0 CPU1", "CPU0 CPU1\n25: 1", "CPU0 CPU1\n25: 1 x nvme0q1",
        "CPU0 CPU1\n25: -1 2 nvme0q1", "CPU0 CPU1\n25: 99999999999999999999 2 nvme0q1",
        "CPU0 CPU1\n25 1 2 nvme0q1", "CPU0 CPU1\n: 1 2", "CPU0 ٣\n25: ٣ 1 x", "CPU0\n25: 4294967296 nvme0q1",
    ])
    func otherTextsTellNothing(text: String) {
        #expect(counts(text, [25]) == nil)
    }

    /// Handlers need not have names.
    @Test func linesEndAfterTheirCounts() {
        #expect(sum("CPU0 CPU1\n25: 1 2", [25]) == 3)
    }

    @Test func randomTablesAddUp() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = RandomGenerator(seed: seed)
        for _ in 0..<50 {
            let cpus = Int.random(in: 1...9, using: &random)
            let lines = Int.random(in: 1...20, using: &random)
            let asked = Set((0..<lines).filter { _ in Bool.random(using: &random) } + [0])
            var expected: UInt64 = 0
            var texts = [String](
                repeating: (0..<cpus).map { "CPU\($0 * 2)" }.joined(separator: " ") + "\n", count: 2)
            for line in 0..<lines {
                let before = (0..<cpus).map { _ in UInt32.random(in: 0 ... .max, using: &random) }
                let more = (0..<cpus).map { _ in UInt32.random(in: 0..<1 << 31, using: &random) }
                if asked.contains(line) { expected += more.reduce(0) { $0 + UInt64($1) } }
                for (place, columns) in [before, zip(before, more).map { $0 &+ $1 }].enumerated() {
                    texts[place] += "\(line): " + columns.map(String.init).joined(separator: "  ") + " a b\n"
                }
            }
            let difference = counts(texts[0], asked).flatMap { counts(texts[1], asked)?.since($0) }
            #expect(difference == expected, "seed \(seed)")
        }
    }
}
