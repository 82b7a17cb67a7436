import BlockLayer
import Results
import Tables
import Testing

@testable import Harness

/// Whatever changes a number stands in the row: no setting without a column, no column without its setting.
@Suite struct SettingColumnsTests {
    private func request(_ change: (inout RunRequest) throws -> Void = { _ in }) throws -> RunRequest {
        var request = RunRequest(.table(try Stack(parsing: "0 8192 striped 2 8 model:0 0 model:1 0")))
        request.designs = ["bio-array"]
        try request.sweep.vary(.iodepth, "32")
        try change(&request)
        return request
    }

    private func run(_ change: (inout RunRequest) throws -> Void = { _ in }) throws -> PlannedRun {
        try #require(try Plan(try request(change)).runs.first)
    }

    /// The stored properties of a value, in words.
    private func properties(_ value: Any) -> [String: String] {
        let children = Swift.Mirror(reflecting: value).children.map { ($0.label ?? "", "\($0.value)") }
        return Dictionary(uniqueKeysWithValues: children)
    }

    private func changed(_ old: Any, _ new: Any) -> Set<String> {
        let (old, new) = (properties(old), properties(new))
        return Set(old.keys.filter { old[$0] != new[$0] })
    }

    @Test func everyAxisAndEverySettingOfAModelIsAColumn() throws {
        let settings = Set(CellRow.settings.map(\.name))
        let columns =
            CellSettings.settings.map { $0.column?.name } + ModelRequest.settings.map { $0.column?.name }
        for column in columns {
            let name = try #require(column)
            #expect(settings.contains(name), "add a column \(name) to CellRow")
        }
    }

    @Test func aRunFillsTheColumnsOfSettingsAndNoOther() throws {
        let columns = try run().columns
        #expect(Set(columns.keys) == Set(CellRow.settings.map(\.name)))
        for (column, text) in columns {
            var row = CellRow()
            let isSet = row.set(column, to: text)
            #expect(isSet, "\(column): \(text)")
        }
    }

    /// The column shows each value of each axis that is not its default.
    @Test func aColumnTellsWhatItsAxisSays() throws {
        for axis in Axis.all {
            // The column of this machine is empty.
            let machines = axis.key == "machine" ? ["graviton2-64", "epyc-7763-2x64"] : nil
            let words = try #require(machines ?? AxisTests.examples[axis.key], "no example of \(axis.key)")
            let texts = try words.map { word in
                var cell = CellSettings()
                cell.mode = .randrw
                try axis.value(word).set(&cell)
                return try #require(axis.column).text(cell)
            }
            #expect(Set(texts).count == words.count && !texts.contains(""), "\(axis.key)")
        }
    }

    @Test func everyPropertyOfACellIsOfAnAxis() throws {
        var found: Set<String> = []
        for axis in Axis.all {
            let word = try #require(AxisTests.examples[axis.key]?.last)
            var cell = CellSettings()
            try axis.value(word).set(&cell)
            found.formUnion(changed(CellSettings(), cell))
        }
        #expect(found == Set(properties(CellSettings()).keys))
    }

    /// A switch of the engine that cells cannot set would be no setting, and one that they can set is an axis.
    @Test func everySwitchOfTheEngineIsOfAnAxis() throws {
        let usual = try run().settings.engine
        var found: Set<String> = []
        for axis in Axis.all {
            let word = try #require(AxisTests.examples[axis.key]?.last)
            // Not every machine has several NUMA nodes.
            guard let run = try? run({ try $0.sweep.vary(axis, word) }) else { continue }
            found.formUnion(changed(usual, run.settings.engine))
        }
        #expect(
            found.union(["reapLimit"]) == Set(properties(usual).keys), "reapLimit is the same in all runs")
    }

    /// Where each setting of a run comes from: a column, or why there is none.
    @Test func everySettingOfARunIsInAColumn() throws {
        let columns = [
            "plan": "table", "engine": "spin", "cpus": "cpus", "memory": "numa", "depth": "iodepth",
            "batchComplete": "batch_complete", "blockSectors": "bs_bytes", "rangeSectors": "size_bytes",
            "isRandom": "rw", "readPercent": "rwmixread", "verify": "verify", "seed": "seed",
            "rampNanoseconds": "ramp_time_s", "runtimeNanoseconds": "runtime_s", "sampling": "latency",
            "reloadNanoseconds": "reload_every", "resetNanoseconds": "model_reset_every",
            "firstSector": "offset_bytes", "strideSectors": "offset_increment_bytes",
        ]
        let constant = ["ioLimit", "clonesPerWorker", "observer", "kept", "limits"]
        let settings = try run().settings
        #expect(Set(properties(settings).keys) == Set(columns.keys).union(constant))
        #expect(Set(columns.values).isSubset(of: CellRow.settings.map(\.name)))
        #expect(settings.ioLimit == nil && settings.clonesPerWorker == nil)
    }

    /// The columns of each part of a request; parts that change no number have none.
    @Test func everyPartOfARequestIsAccountedFor() throws {
        let columns = [
            "source": "table", "name": "stack_name", "designs": "design", "range": "size_bytes",
            "givenRampNanoseconds": "ramp_time_s", "givenRuntimeNanoseconds": "runtime_s", "seed": "seed",
            "usesMachineEnsemble": "machine_parameters", "cpus": "cpus", "numaNodes": "numa",
            "queueMap": "queue_map", "model": "model_service",
            "models": "model_service", "verifies": "verify", "kernelDevice": "kernel_device",
        ]
        let others = [
            "place", "sweep", "isWanted", "skipsImpossible", "rounds", "repeatsOfDisturbed", "allowsWrites",
            "overwrittenSignatures", "allowsKernelCrash",
        ]
        #expect(Set(properties(try request()).keys) == Set(columns.keys).union(others))
        #expect(Set(columns.values).isSubset(of: CellRow.settings.map(\.name)))
    }

    private static let models: [(property: String, change: @Sendable (inout ModelRequest) -> Void)] = [
        ("service", { $0.settings.service = .lognormal(medianNanoseconds: 8000, p99Nanoseconds: 20_000) }),
        ("parallelism", { $0.settings.parallelism = 4 }), ("sizeSectors", { $0.settings.sizeSectors = 8192 }),
        ("keepsData", { $0.settings.keepsData = true }), ("queueDepth", { $0.settings.queueDepth = 7 }),
        ("interruptCostNanoseconds", { $0.settings.interruptCostNanoseconds = 1 }),
        ("submitCostNanoseconds", { $0.settings.submitCostNanoseconds = 1 }),
        ("completionCostNanoseconds", { $0.settings.completionCostNanoseconds = 1 }),
        ("failures", { $0.settings.faults.failures = FailureSchedule(period: 9, length: 1) }),
        ("again", { $0.settings.faults.again = FailureSchedule(period: 9, length: 1) }),
        ("lost", { $0.settings.faults.lost = FailureSchedule(period: 9, length: 1) }),
        ("timeoutNanoseconds", { $0.settings.faults.timeoutNanoseconds = 1 }),
        ("iopsAtMost", { $0.settings.iopsAtMost = 500_000 }),
        ("bytesPerSecond", { $0.settings.bytesPerSecond = 6_500_000_000 }),
        ("resetNanoseconds", { $0.settings.resetNanoseconds = 1 }), ("maxIOBytes", { $0.maxIOBytes = 4096 }),
    ]

    /// Whether a model completes by interrupts is the axis `completion`.
    @Test func everyPropertyOfAModelIsASetting() {
        let usual = ModelRequest()
        let all = [properties(usual), properties(usual.settings), properties(usual.settings.faults)]
        let names = Set(all.flatMap(\.keys)).subtracting([
            "settings", "faults", "completion", "givesInterruptCost", "drive",
        ])
        #expect(names == Set(Self.models.map(\.property)))
        var found: Set<String> = []
        for (property, change) in Self.models {
            var model = usual
            change(&model)
            let told = ModelRequest.settings.filter { $0.text(model) != $0.text(usual) }.map(\.key)
            #expect(told.count == 1, "\(property): \(told)")
            found.formUnion(told)
        }
        #expect(found.union(["drive"]) == Set(ModelRequest.settings.map(\.key)), "a drive presets others")
    }

    @Test func modelsThatDifferAreListed() throws {
        let alike = try run { $0.model.settings.service = .fixed(nanoseconds: 8000) }
        #expect(alike.columns["model_service"] == "8us")
        let mixed = try run { $0.models[1] = ModelRequest(ModelSettings(service: .fixed(nanoseconds: 4000))) }
        #expect(mixed.columns["model_service"] == "0s 4us" && mixed.columns["model_size"] == "1g")
    }

    /// Measured times have no word, but those that differ are not one setting.
    @Test func measuredServiceTimesAreTold() {
        func text(_ counts: [UInt64]) -> String {
            ServiceTime.histogram(counts.map { ServiceTime.Bin(nanoseconds: 8, count: $0) }).text
        }
        #expect(text([1, 2]) == text([1, 2]) && text([1, 2]) != text([2, 1]))
        #expect(text([1, 2]).hasPrefix("histogram:2:"))
    }

    /// What was planned counts: a design that waits for interrupts has queues of its own.
    @Test func aRowSaysWhatWasDone() throws {
        let columns = try run { $0.designs = ["interrupt"] }.columns
        #expect(columns["completion"] == "interrupt" && columns["queue_sharing"] == "exclusive")
        #expect(columns["bs_bytes"] == "4096" && columns["rwmixread"] == "")
        let used = try run { $0.sizeBytes = 1 << 20 }.columns
        #expect(used["size_bytes"] == "1048576" && used["verify"] == "off")
    }
}
