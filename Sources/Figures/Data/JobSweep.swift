import Results

/// Settings that differ in the number of jobs alone, by how many of them share a queue.
struct JobSweep: Sendable {
    /// Settings in which as many jobs share a queue, in the order of their jobs.
    struct Panel: Sendable {
        let title: String
        let points: [(jobs: Int, setting: Setting)]

        /// Whether no two settings have as many jobs: others differ in something else.
        var isUnique: Bool { Set(points.map(\.jobs)).count == points.count }
    }

    /// What all of its settings share, in words.
    let label: String
    let panels: [Panel]

    /// As few numbers of jobs are no curve.
    private static let fewestPoints = 3

    /// The sweeps that results have.
    static func all(in grid: ResultGrid) -> [JobSweep] {
        let groups = grid.settings.orderedGroups { SettingSweep.Axis.threads.rest($0.asked) }
        let swept = groups.compactMap { _, settings -> (first: CellRow, panels: [Panel])? in
            let panels = panels(of: settings)
            return panels.isEmpty ? nil : (settings[0].asked, panels)
        }
        let labels = SettingLabels(swept.map(\.first))
        return swept.map { JobSweep(label: labels.label(of: $0.first), panels: $0.panels) }
    }

    /// A panel for each ratio of jobs to queues, and one for a queue that all jobs share.
    private static func panels(of settings: [Setting]) -> [Panel] {
        let ratios = Set(settings.compactMap { ratio($0.asked) }).sorted()
        let byRatio = ratios.map { count in
            panel(
                "\(count) job\(count == 1 ? "" : "s") a queue", settings.filter { ratio($0.asked) == count })
        }
        let onOne = panel("all jobs on one queue", settings.filter { $0.asked.pollQueues == 1 })
        return (byRatio + [onOne]).filter { $0.points.count >= fewestPoints && $0.isUnique }
    }

    private static func panel(_ title: String, _ settings: [Setting]) -> Panel {
        let points = settings.map { (jobs: $0.asked.numjobs, setting: $0) }
        return Panel(title: title, points: points.sorted { $0.jobs < $1.jobs })
    }

    /// Jobs of each queue; nil where the jobs are not spread evenly.
    private static func ratio(_ row: CellRow) -> Int? {
        let queues = row.pollQueues ?? row.numjobs
        return queues > 0 && row.numjobs % queues == 0 ? row.numjobs / queues : nil
    }
}
