import Tables
import Testing

@testable import Harness

@Suite struct KernelHazardTests {
    /// The device that would crash the kernel with IOs of 8 sectors; `/dev/bad` does not bear the mark.
    private func culprit(_ table: String, blockSectors: UInt64 = 8) throws -> String {
        let hazard = KernelHazard(try Stack(parsing: table), blockSectors: blockSectors) {
            $0.description == "/dev/bad"
        }
        return hazard.culprit()?.name ?? "none"
    }

    @Test(arguments: [
        // Borders where IOs end anyway.
        ("0 64 linear /dev/bad 3", "none"), ("0 64 linear /dev/bad 0\n64 64 linear /dev/bad 7", "none"),
        ("0 64 striped 2 8 /dev/bad 1 /dev/bad 5", "none"),
        ("0 64 striped 2 16 /dev/bad 0 /dev/bad 0", "none"),
        ("0 64 mirror core 1 8 2 /dev/bad 0 /dev/bad 0", "none"),
        // Borders within an IO.
        ("0 60 linear /dev/bad 0\n60 64 linear /dev/bad 0", "pollbench"),
        ("0 64 striped 2 4 /dev/bad 0 /dev/bad 0", "pollbench"),
        ("0 72 striped 2 12 /dev/bad 0 /dev/bad 0", "pollbench"),
        ("0 64 striped 1 4 /dev/bad 0", "pollbench"),
        ("0 4 zero\n4 64 striped 2 8 /dev/bad 0 /dev/bad 0", "pollbench"),
        ("0 64 mirror core 1 4 2 /dev/bad 0 /dev/bad 0", "pollbench"),
        // The same over devices that bear it, or with a single chunk.
        ("0 64 striped 2 4 /dev/good 0 /dev/good 0", "none"), ("0 4 striped 1 4 /dev/bad 0", "none"),
    ])
    func aTableIsJudgedByItsBorders(_ table: String, _ expected: String) throws {
        #expect(try culprit(table) == expected)
    }

    @Test(arguments: [
        // Above a dm device no dividing is harmless, below one it depends on the leaves.
        (
            "low: 0 64 linear /dev/good 0\ntop: 0 64 striped 2 4 low 0 low 32", "top"
        ),
        ("low: 0 64 striped 2 4 /dev/good 0 /dev/good 0\ntop: 0 64 linear low 0", "none"),
        ("low: 0 64 striped 2 4 /dev/bad 0 /dev/bad 0\ntop: 0 64 linear low 0", "low"),
        // An offset above moves IOs across the borders below, another moves them back.
        ("low: 0 64 striped 2 8 /dev/bad 0 /dev/bad 0\ntop: 0 32 linear low 4", "low"),
        ("low: 0 64 striped 2 8 /dev/bad 0 /dev/bad 0\ntop: 0 32 linear low 16", "none"),
        (
            """
            low: 0 64 striped 2 8 /dev/bad 0 /dev/bad 0
            middle: 0 32 linear low 3
            top: 0 16 linear middle 5
            """, "none"
        ),
        (
            """
            low: 0 64 linear /dev/bad 0
            low: 64 64 linear /dev/bad 64
            top: 0 64 linear low 0
            top: 64 4 zero
            top: 68 8 linear low 60
            """, "top"
        ),
    ])
    func layersShiftIOs(_ table: String, _ expected: String) throws {
        #expect(try culprit(table) == expected)
    }

    @Test func anIOOfOneSectorIsNeverDivided() throws {
        let table =
            "low: 0 64 striped 2 1 /dev/bad 3 /dev/bad 0\ntop: 0 3 linear low 1\ntop: 3 5 linear low 9"
        #expect(try culprit(table, blockSectors: 1) == "none")
    }

    @Test(arguments: [("/dev/dm-3", true), ("/dev/md127", true), ("/dev/nullb0", false), ("/dev/sda", false)])
    func devicesAreKnownByTheirNames(_ path: String, _ isDangerous: Bool) {
        #expect(KernelHazard.isDangerous(path: path) == isDangerous)
    }
}
