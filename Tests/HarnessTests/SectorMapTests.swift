import Tables
import Testing

@testable import Harness

/// Tables over which a stamp would be wrong whatever the design.
@Suite struct SectorMapTests {
    private func refusal(_ table: String, _ range: DeviceRange = DeviceRange()) -> String {
        HarnessTests.refusal { try SectorMap.check(try planner(table), range) }
    }

    @Test(arguments: [
        (
            "0 64 linear model:0 0\n64 64 linear model:0 32",
            "sectors 32 and 64 of pollbench both lie on sector 32 of model:0"
        ),
        ("0 64 linear model:0 0\n64 64 linear model:0 63", "sectors 63 and 64"),
        (
            "0 128 striped 2 8 model:0 0 model:0 32",
            "sectors 8 and 64 of pollbench both lie on sector 32 of model:0"
        ),
        ("0 64 mirror core 1 8 2 model:0 0 model:0 8", "both lie on sector 8 of model:0"),
        (
            "top,,,rw,0 64 linear low 0,64 64 linear low2 0;low,,,rw,0 64 striped 2 8 model:0 0 model:1 0;"
                + "low2,,,rw,0 64 striped 2 8 model:1 0 model:2 0",
            "sectors 8 and 64 of top both lie on sector 0 of model:1"
        ),
        (
            "top,,,rw,0 64 linear low 0,64 64 linear low 32;low,,,rw,0 96 linear model:0 100",
            "sectors 32 and 64 of top both lie on sector 132 of model:0"
        ),
        ("0 64 remap model:0 0\n64 8 linear model:0 0", "sectors 0 and 64"),
        ("0 64 linear /dev/a 0\n64 64 linear /alias/a 0", "both lie on sector 0 of /dev/a"),
    ])
    func placesThatAreTwice(table: String, words: String) {
        let text = refusal(table)
        #expect(text.contains(words) && text.hasPrefix("--verify: "), "\(text)")
    }

    @Test(arguments: [
        (
            "0 64 multipath 0 0 1 1 round-robin 0 2 1 model:0 1 model:1 1",
            "sector 0 of model:0 and to sector 0 of model:1"
        ),
        (
            "top,,,rw,0 32 multipath 0 0 1 1 round-robin 0 2 1 p 1 q 1;p,,,rw,0 32 linear model:0 0;"
                + "q,,,rw,0 32 linear model:0 8",
            "line 1: multipath leads to sector 0 of model:0 and to sector 8 of model:0"
        ),
        (
            "0 64 delay model:0 0 1 model:1 0 1",
            "delay leads to sector 0 of model:0 and to sector 0 of model:1"
        ),
        ("0 64 delay /dev/a 0 1 /dev/a 8 1", "sector 8 of /dev/a"),
        ("0 64 flakey model:0 0 1 1 1 drop_writes", "drop_writes loses writes"),
    ])
    func routesToOtherData(table: String, words: String) {
        #expect(refusal(table).contains(words), "\(refusal(table))")
    }

    @Test(arguments: [
        "0 64 linear model:0 0\n64 64 linear model:0 64", "0 128 striped 2 8 model:0 0 model:0 64",
        "0 64 mirror core 1 8 2 model:0 0 model:1 0", "0 64 mirror core 1 8 2 model:0 8 model:0 8",
        "0 64 multipath 0 0 1 1 round-robin 0 2 1 model:0 1 model:0 1",
        // Two paths to one store, each over a device of its own.
        "top,,,rw,0 64 multipath 0 0 1 1 round-robin 0 2 1 p 1 q 1;p,,,rw,0 64 flakey model:0 0 1 1;"
            + "q,,,rw,0 64 flakey model:0 0 1 1",
        // Two block devices may be two paths to one disk.
        "0 64 multipath 0 0 1 1 round-robin 0 2 1 /dev/a 1 /dev/b 1", "0 64 delay model:0 0 1 model:0 0 2",
        // Copies of the same, dealt in the same way.
        "top,,,rw,0 64 mirror core 1 8 2 p 0 q 0;p,,,rw,0 64 striped 2 8 model:0 0 model:1 0;"
            + "q,,,rw,0 64 striped 2 8 model:0 0 model:1 0",
        "0 2097152 striped 2 8 model:0 0 model:1 0", "0 64 error\n64 8 linear model:0 0",
        // Only what stands under the top is there.
        "top,,,rw,0 64 linear low 0;low,,,rw,0 64 linear model:0 0,64 64 linear model:0 0",
    ])
    func soundTables(table: String) {
        #expect(refusal(table) == "accepted")
    }

    @Test func whatIsNotUsedMayBeTwice() {
        let table = "0 64 linear model:0 0\n64 64 linear model:0 0"
        var range = DeviceRange()
        range.length = .bytes(64 * 512)
        #expect(refusal(table, range) == "accepted")
        range.length = .bytes(65 * 512)
        #expect(refusal(table, range).contains("sectors 0 and 64"))
    }

    /// What a target has below it is what its sectors say one by one.
    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func partsAndSectorsAgree(seed: UInt64) throws {
        var state = seed
        func draw(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % below
        }
        let (legs, chunk) = (1 + draw(4), 1 + draw(5))
        let length = legs * chunk * (1 + draw(4))
        let words = (0..<legs).map { "model:\($0) \(draw(9))" }.joined(separator: " ")
        let stack = try Stack(parsing: "0 7 zero\n7 \(length) striped \(legs) \(chunk) \(words)")
        let hops = SectorHop.places(of: stack.top.targets[1])
        let first = 7 + draw(length)
        let part = first..<first + 1 + draw(7 + length - first)
        let above = hops.flatMap { hop in hop.below(part).map(hop.above) }
        #expect(above.sorted() == Array(part), "seed \(seed)")
    }
}
