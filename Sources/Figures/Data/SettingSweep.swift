import Results
import Units

/// Settings that differ in one thing alone, in the order of its values: the x axis of a figure.
struct SettingSweep: Sendable {
    struct Point: Sendable {
        let x: Double
        /// What stands at the axis.
        let tick: String
        /// Lines are drawn between points of one group.
        let group: Int
        let setting: Setting

        /// The same point with another word at the axis, or none.
        func named(_ tick: String) -> Point { Point(x: x, tick: tick, group: group, setting: setting) }

        var withoutTick: Point { named("") }
    }

    /// What all of its settings share, in words.
    let label: String
    let points: [Point]

    /// Something that is swept: its value in a setting, and what else is bound to vary with it.
    struct Axis: Sendable {
        let value: @Sendable (CellRow) -> Double?
        let tick: @Sendable (CellRow) -> String
        let group: @Sendable (CellRow) -> Int
        /// What has to be the same in all settings of a sweep.
        let rest: @Sendable (CellRow) -> [String]
        /// Whether the names of stacks vary along the axis, so that none names a sweep.
        var variesStacks = false
    }

    /// The sweeps along an axis that results have; none where the same value stands for two settings.
    static func all(along axis: Axis, in grid: ResultGrid) -> [SettingSweep] {
        let points = grid.settings.compactMap { setting in
            axis.value(setting.asked).map { x in
                Point(
                    x: x, tick: axis.tick(setting.asked), group: axis.group(setting.asked), setting: setting)
            }
        }
        let swept = points.orderedGroups { axis.rest($0.setting.asked) }.compactMap { _, points -> [Point]? in
            let points = points.sorted { ($0.group, $0.x) < ($1.group, $1.x) }
            let isUnique = Set(points.map { [Double($0.group), $0.x] }).count == points.count
            return points.count > 1 && isUnique ? points : nil
        }
        return labelled(swept, axis)
    }

    /// A label is what a sweep's first setting has and that of another sweep has not.
    private static func labelled(_ sweeps: [[Point]], _ axis: Axis) -> [SettingSweep] {
        let rows = sweeps.map { points in
            var row = points[0].setting.asked
            if axis.variesStacks { row.stackName = nil }
            return row
        }
        let labels = SettingLabels(rows)
        return zip(sweeps, rows).map { SettingSweep(label: labels.label(of: $1), points: $0) }
    }
}

extension SettingSweep.Axis {
    static let depth = SettingSweep.Axis(
        value: { Double($0.iodepth) }, tick: { String($0.iodepth) }, group: { _ in 0 },
        rest: { others($0) + [$0.table, String($0.bsBytes), queues($0)] })

    /// Jobs for each queue; a line for each number of jobs.
    static let threads = SettingSweep.Axis(
        value: \.threadsPerQueue, tick: { "\($0.numjobs):\($0.pollQueues ?? $0.numjobs)" },
        group: { $0.numjobs },
        rest: { others($0) + [$0.table, String($0.bsBytes), String($0.iodepth)] })

    /// Leaves of each IO; stack and size of the IOs vary with them.
    static let leaves = SettingSweep.Axis(
        value: { $0.leavesPerIO?.rounded() }, tick: { String(Int($0.leavesPerIO?.rounded() ?? 0)) },
        group: { _ in 0 }, rest: { others($0) + [String($0.iodepth), queues($0)] })

    /// The 99th percentile of the service time of model devices; names of stacks vary with it.
    static let tail = SettingSweep.Axis(
        value: { tail(of: $0).map { Double($0.nanoseconds) } }, tick: { tail(of: $0)?.word ?? "" },
        group: { _ in 0 },
        rest: {
            others($0) + [
                $0.table, String($0.bsBytes), String($0.iodepth), queues($0), $0.modelParallelism ?? "",
            ]
        },
        variesStacks: true)

    /// What stands last in `lognormal:80us:500us` and `uniform:4us:6us`, and alone in `80us`.
    private static func tail(of row: CellRow) -> Nanoseconds? {
        row.modelService?.split(separator: ":").last.flatMap { try? Nanoseconds(parsingShort: String($0)) }
    }

    private static func others(_ row: CellRow) -> [String] {
        [
            row.rw, row.spin, row.lock, row.numa ?? "", row.queueSharing ?? "", String(row.batchSubmit),
            String(row.batchComplete), row.machineText, row.machineDigest ?? "",
            row.measuringHost ?? "",
        ]
    }

    private static func queues(_ row: CellRow) -> String { "\(row.numjobs):\(row.pollQueues ?? 0)" }
}
