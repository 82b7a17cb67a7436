import Results
import Testing

@testable import Figures

@Suite struct ResultGridTests {
    @Test func settingsHaveShortLabelsInNaturalOrder() {
        let grid = ResultGrid(MadeUpResults.everything(designs: ["cookie"], rounds: 1))
        #expect(
            grid.settings.map(\.label) == [
                "leaves-1, iodepth 1, numjobs 1, poll queues 1",
                "leaves-1, iodepth 1, numjobs 2, poll queues 1",
                "leaves-1, iodepth 1, numjobs 2, poll queues 2",
                "leaves-1, iodepth 8, numjobs 1, poll queues 1",
                "leaves-1, iodepth 32, numjobs 1, poll queues 1",
                "leaves-2, iodepth 1, numjobs 1, poll queues 1",
            ])
    }

    @Test func oneSettingNeedsNoLabel() {
        let grid = ResultGrid([MadeUpResults.row("cookie"), MadeUpResults.row("root-list")])
        #expect(grid.settings.map(\.label) == [""])
        #expect(grid.designs == ["root-list", "cookie"])
    }

    /// Blocks that follow from the stack are not told; those that do not are.
    @Test func blockSizesAreToldWhereTheyTellApart() {
        let rows = [("a", 4096), ("b", 8192)].map { stack, bytes in
            MadeUpResults.row("cookie", setting: "\(stack)/bs\(bytes)") { $0.bsBytes = bytes }
        }
        #expect(ResultGrid(rows).settings.map(\.label) == ["a", "b"])
        let same = rows + [MadeUpResults.row("cookie", setting: "a/bs8192") { $0.bsBytes = 8192 }]
        #expect(ResultGrid(same).settings.map(\.label) == ["a, bs 4k", "a, bs 8k", "b, bs 8k"])
    }

    /// It has queues of its own where the others share as many.
    @Test func theReferenceIsComparedWithThoseOfAsManyQueues() {
        func cell(_ design: String, _ sharing: String, queues: Int) -> CellRow {
            MadeUpResults.row(design) {
                $0.completion = design == "interrupt" ? "interrupt" : "polled"
                ($0.numjobs, $0.pollQueues, $0.queueSharing) = (2, queues, sharing)
            }
        }
        let interrupt = cell("interrupt", "exclusive", queues: 2)
        let shared = cell("cookie", "shared", queues: 2)
        #expect(ResultGrid([interrupt, shared]).settings.count == 1)
        #expect(ResultGrid([interrupt, cell("cookie", "shared", queues: 1)]).settings.count == 2)
        let own = cell("cookie", "exclusive", queues: 2)
        #expect(ResultGrid([interrupt, shared, own]).settings.map { $0.cells.count } == [2, 1])
    }

    /// Rounds that a resumed run did on other CPUs are cells of their own, beside those of the same CPUs.
    @Test func noCellHidesAnother() {
        let rows = ["0", "1"].flatMap { cpus in
            ["cookie", "root-list"].map { design in MadeUpResults.row(design) { $0.cpus = cpus } }
        }
        let grid = ResultGrid(rows)
        #expect(grid.rows.count == 4)
        #expect(grid.settings.map(\.label) == ["cpus 0", "cpus 1"])
        #expect(grid.settings.map { grid.cells(of: $0).count } == [2, 2])
    }

    @Test func sweepsAreSettingsThatDifferInOneThing() {
        let grid = ResultGrid(MadeUpResults.everything(designs: ["cookie"], rounds: 1))
        #expect(SettingSweep.all(along: .depth, in: grid).map { $0.points.map(\.x) } == [[1, 8, 32]])
        #expect(
            SettingSweep.all(along: .threads, in: grid).map { $0.points.map(\.tick) } == [
                ["1:1", "2:2", "2:1"]
            ])
        #expect(SettingSweep.all(along: .leaves, in: grid).map { $0.points.map(\.x) } == [[1, 2]])
    }

    @Test func whatHasTheSamePlaceTwiceIsNoSweep() {
        let rows = ["a", "b"].flatMap { name in
            [1, 8].map { depth in
                MadeUpResults.row("cookie", setting: "s/\(name)-iodepth\(depth)") { $0.iodepth = depth }
            }
        }
        #expect(SettingSweep.all(along: .depth, in: ResultGrid(rows)).isEmpty)
    }

    @Test func theBaselineIsInAllSettingsIfAnyIs() {
        let rows = ["one", "two"].flatMap { [MadeUpResults.row("cookie", setting: $0 + "/x")] }
        #expect(ResultGrid(rows).usualBaseline == "cookie")
        let once = rows + [MadeUpResults.row("interrupt", setting: "one/x")]
        #expect(ResultGrid(once).usualBaseline == "cookie")
        #expect(
            ResultGrid(once + [MadeUpResults.row("interrupt", setting: "two/x")]).usualBaseline == "interrupt"
        )
    }
}
