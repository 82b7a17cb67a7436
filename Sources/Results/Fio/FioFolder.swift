import Foundation
import Units

/// Results as a tree of files for fio-plot, which wants a file for each cell.
///
/// `DESIGN/BS/RW-IODEPTH-NUMJOBS.json`, as bench-fio lays them out for its devices: `fio-plot -i DESIGN/BS` draws the
/// depths and jobs of one design, `fio-plot -C -i A/4k B/4k` compares two. A stack of a matrix and a job of a job file
/// have a folder of their own, `DESIGN/BS/NAME`. Of a file with several jobs fio-plot adds up the rates, of several
/// files with the same depth and jobs it draws each: so what else tells cells apart (queues, spin, …) becomes further
/// folders.
public enum FioFolder {
    /// Writes the tree into a folder, which is created; files of earlier runs are replaced one by one.
    ///
    /// - Throws: the system's error.
    public static func write(
        _ rows: [CellRow], _ histograms: LatencyHistograms, to folder: String
    ) throws(ResultsError) {
        let cells = CellSummary.summaries(of: rows)
        for (cell, name) in zip(cells, names(of: cells)) {
            let path = "\(folder)/\(name)"
            try ResultsFolder.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
            let text = FioJSON.document([cell], histograms).text() + "\n"
            try FileBytes.replace(path, with: Array(text.utf8))
        }
    }

    /// The path of each cell's file in the folder; no two are the same, whatever their case.
    static func names(of cells: [CellSummary]) -> [String] {
        let rows = cells.map(\.asked)
        let groups = groups(of: rows)
        var telling: [@Sendable (CellRow) -> String] = []
        func told(by settings: [@Sendable (CellRow) -> String]) -> Int {
            Set(rows.map { row in [place(row, groups)] + settings.map { $0(row) } }).count
        }
        for setting in further where told(by: telling + [setting]) > told(by: telling) {
            telling.append(setting)
        }
        let names = rows.map { name(of: $0, in: telling, groups) }
        if Set(names.map { $0.lowercased() }).count == names.count { return names }
        var distinct = DistinctNames()
        return rows.map { row in
            let name = name(of: row, in: telling + [\.cellID], groups)
            // The folder gets the number: what stands in the file's name, fio-plot reads.
            let slash = name.lastIndex(of: "/") ?? name.startIndex
            return distinct.take(String(name[..<slash])) + name[slash...]
        }
    }

    private static func name(
        of row: CellRow, in further: [@Sendable (CellRow) -> String], _ groups: [String: String]
    ) -> String {
        let folders = further.map { $0(row) }.filter { !$0.isEmpty }.map { "/" + safe($0) }.joined()
        return place(row, groups).replacing("//", with: folders + "/")
    }

    /// The file without further folders, which belong where the double slash is.
    private static func place(_ row: CellRow, _ groups: [String: String]) -> String {
        let group = row.stackName.flatMap { groups[$0] }.map { "/" + $0 } ?? ""
        let folder = "\(safe(row.design))/\(ByteCount(bytes: UInt64(clamping: row.bsBytes)).description)"
        return "\(folder)\(group)//\(safe(row.rw))-\(row.iodepth)-\(row.numjobs).json"
    }

    /// The folder of each stack of a matrix, or job of a file, by its name.
    private static func groups(of rows: [CellRow]) -> [String: String] {
        var names = DistinctNames()
        return rows.compactMap(\.stackName).reduce(into: [:]) { folders, group in
            if folders[group] == nil { folders[group] = names.take(safe(group)) }
        }
    }

    private static let further: [@Sendable (CellRow) -> String] = named + others

    /// What goes by a short name.
    private static let named: [@Sendable (CellRow) -> String] = [
        \.stack, \.table, \.devices, \.completion,
        { $0.pollQueues.map { "queues\($0)" } ?? "" }, { $0.queueSharing ?? "" },
        { "submit\($0.batchSubmit)" }, { "complete\($0.batchComplete)" }, { "spin-\($0.spin)" },
        { "lock-\($0.lock)" }, { $0.numa.map { "numa-\($0)" } ?? "" },
    ]

    private static let others = CellRow.settings.filter { $0.since > 1 }.map { column in
        { @Sendable (row: CellRow) in "\(column.name)-\(column.field(row))" }
    }

    /// A name that is one folder, whatever is in it.
    private static func safe(_ name: String) -> String {
        let plain = String(name.map { $0 == "/" || $0.isWhitespace || $0 == "\0" ? "_" : $0 })
        let text = String(decoding: plain.utf8.prefix(120), as: UTF8.self)
        return text.allSatisfy { $0 == "." } ? "_" + text : text
    }
}
