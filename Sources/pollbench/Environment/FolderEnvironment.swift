import Environment
import Foundation
import Harness
import Results

/// The environment of runs beside those in which earlier rows of their folder were measured: all are kept, and rows say
/// which is theirs.
struct FolderEnvironment {
    /// The value of the column `environment`.
    let id: String
    /// A note on the earlier rows; nil if they were measured in the same environment.
    let note: String?
    private let folder: ResultsFolder
    private let name: String
    private let json: String
    private let isNew: Bool

    /// Looks at this machine and at what the folder has; writes nothing.
    ///
    /// - Parameter allowsDifferent: whether rows may be added to those of another kernel, CPU or device.
    /// - Throws: `usage` if they may not.
    init(_ plans: [Plan], in folder: ResultsFolder, allowsDifferent: Bool) throws {
        let record = EnvironmentRecord.ofThisProgram(devices: plans.blockDevices)
        let file = try EnvironmentFile(of: record)
        let earlier = try EnvironmentFolder(folder.path)
        let isFirst = folder.existingRows.isEmpty
        if !isFirst && !allowsDifferent,
            let obstacle = Self.obstacle(earlier, to: file) ?? Self.otherHost(plans, folder.existingRows)
        {
            throw HarnessError.usage(
                "\(folder.path) holds rows of another environment: \(obstacle); name another --out, or use "
                    + "--allow-different, which keeps both")
        }
        self.folder = folder
        id = file.id
        json = record.json
        let name = isFirst ? EnvironmentFile.name : earlier.name(for: file)
        self.name = name
        isNew = isFirst || !earlier.files.contains { $0.id == file.id }
        let others = isFirst ? [] : earlier.files.filter { $0.id != file.id }
        note = others.first.map {
            "\(folder.path): earlier rows were measured in another environment: "
                + "\(EnvironmentDiff(from: $0, to: file).summary); \(name) has that of this run"
        }
    }

    private static func obstacle(_ earlier: EnvironmentFolder, to file: EnvironmentFile) -> String? {
        earlier.files.isEmpty
            ? "\(EnvironmentFile.name) is missing, so it is not known" : earlier.obstacle(to: file)?.text
    }

    /// The host of earlier rows, if none of them is of this one: rounds of two hosts are not compared.
    private static func otherHost(_ plans: [Plan], _ rows: [CellRow]) -> String? {
        let hosts = Set(rows.compactMap(\.measuringHost))
        guard plans.flatMap(\.runs).contains(where: { $0.machine == nil }), let host = hosts.min(),
            let own = HostName.ofThisMachine, !hosts.contains(own)
        else { return nil }
        return "host: \(host) -> \(own)"
    }

    /// Writes the record, unless it is there.
    func write() throws(ResultsError) {
        if isNew { try folder.writeEnvironment(Data(json.utf8), as: name) }
    }
}
