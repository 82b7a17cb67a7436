import ArgumentParser
import Environment
import Harness
import Results

/// `pollbench merge`: the results of several processes or hosts as one.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Put the results of shards, or of many hosts, into one folder.",
        discussion: """
            The folders are those of `pollbench matrix --shard`, or of one matrix on many hosts. They are left as they \
            are; a row that was being written and rows without all their histograms are left out:

              pollbench merge results/contention results/contention-*-of-3

            plot, report, compare, history and `matrix --resume` take the new folder as any other. Rows keep their \
            host, and measured rows of different hosts are never compared with each other.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The folder to write; it has no rows yet.", valueName: "OUT"))
    var out: String

    @Argument(help: ArgumentHelp("The folders to merge.", valueName: "IN"))
    var folders: [String]

    @Flag(
        help: """
            Also merge rows of another matrix, commit or version of the columns, and measured rows that name no host. \
            If the matrices differ, no matrix.yaml is written.
            """)
    var allowDifferent = false

    @Flag(help: "Of a cell and round that several folders have, keep that of the folder that is named first.")
    var keepFirst = false

    func run() throws {
        let inputs = try folders.map(Self.input)
        for note in inputs.flatMap(\.notes) { Pollbench.say(note) }
        guard inputs.contains(where: { !$0.rows.isEmpty }) else {
            throw HarnessError.usage("none of these folders has a whole row")
        }
        let merge = try merge(inputs)
        let environments = try MergedEnvironments(folders)
        let folder = try OwnFolder.open(out, for: merge.matrix == nil ? .run : .matrix)
        guard folder.existingRows.isEmpty else {
            throw HarnessError.usage("\(out) holds results already: name another folder to write")
        }
        for note in environments.notes { Pollbench.say(note) }
        try environments.write(to: folder)
        try folder.fill(with: merge)
        Pollbench.say(summary(of: merge))
        for gap in MergeGaps(merge).texts { Pollbench.say("\(out): \(gap)") }
    }

    private static func input(_ path: String) throws -> MergeInput {
        let maker = try ResultsMaker(ofFolder: path)
        if let maker, ![.run, .matrix].contains(maker) {
            throw HarnessError.usage("\(path) holds results of \(maker.command), which are not merged")
        }
        return try MergeInput(path)
    }

    private func merge(_ inputs: [MergeInput]) throws(HarnessError) -> Merge {
        var allowance = Merge.Allowance()
        allowance.different = allowDifferent
        allowance.twice = keepFirst
        do {
            return try Merge(inputs, allowing: allowance)
        } catch {
            throw .usage("\(error)")
        }
    }

    private func summary(of merge: Merge) -> String {
        let hosts = Set(merge.rows.compactMap(\.host)).sorted()
        let names =
            hosts.isEmpty
            ? "" : ", of \(hosts.count == 1 ? "host" : "hosts") \(hosts.joined(separator: ", "))"
        let cells = Set(merge.rows.map(\.cellID)).count
        let folders = merge.parts.count == 1 ? "1 folder" : "\(merge.parts.count) folders"
        return "\(out): \(merge.rows.count) rows of \(cells) cells from \(folders)\(names)"
    }
}
