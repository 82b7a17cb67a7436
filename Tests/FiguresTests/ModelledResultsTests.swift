import Results
import Testing

@testable import Figures

/// Figures and pages say what is modelled, and put nothing of it on one line with what was measured.
@Suite struct ModelledResultsTests {
    private func rounds(_ design: String, jobs: Int, on machine: String?, iops: Double) -> [CellRow] {
        let place = machine.map { "-on-\($0)" } ?? ""
        return MadeUpResults.rounds(design, setting: "s/randread-numjobs\(jobs)\(place)", iops: iops) { row in
            (row.machine, row.machineDigest) = (machine, machine.map { _ in "0123456789abcdef" })
            (row.numjobs, row.threadsPerQueue, row.table) = (jobs, Double(jobs), "table")
        }
    }

    private func results(_ machines: [String?]) -> ResultSet {
        let rows = machines.flatMap { machine in
            [1, 2].flatMap { jobs in
                rounds("bio-array", jobs: jobs, on: machine, iops: 1000)
                    + rounds("interrupt", jobs: jobs, on: machine, iops: 500)
            }
        }
        return ResultSet(name: "results", rows: rows)
    }

    @Test func theCaptionNamesTheMachineThatCounts() {
        let text = Caption(results(["graviton2-64"])).text(hasIntervals: false)
        #expect(text.contains("modelled on graviton2-64") && !text.contains("machine not recorded"))
        #expect(Caption(results([nil])).text(hasIntervals: false).contains("machine not recorded"))
    }

    @Test func labelsTellTheMachinesApart() {
        let labels = ResultGrid(results([nil, "graviton2-64"]).rows).settings.map(\.label)
        #expect(labels.count == 4 && labels.filter { $0.contains("modelled on graviton2-64") }.count == 2)
    }

    @Test func noLineJoinsMachines() {
        let sweeps = SettingSweep.all(along: .threads, in: ResultGrid(results([nil, "graviton2-64"]).rows))
        let machines = sweeps.map { Set($0.points.map(\.setting.asked.machine)) }
        #expect(machines.allSatisfy { $0.count == 1 }, "\(machines)")
    }

    @Test func eachMachineHasAFigureOfTheAnswer() throws {
        let figures = try FigureSet(results([nil, "graviton2-64"])).overview.filter {
            $0.name.hasPrefix("answer")
        }
        #expect(figures.map(\.subtitle) == ["", "modelled on graviton2-64"])
    }

    @Test func theReportSaysWhatIsModelled() {
        let text = Report.markdown(results(["graviton2-64"]))
        #expect(text.contains("Modelled on graviton2-64: Use bio-array"))
    }
}
