import ArgumentParser
import Harness
import Tables

/// What the IO goes to.
struct StackOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The stack as a dm table: the text that dmsetup takes, or @FILE.",
            discussion: """
                Sectors of 512 bytes; targets linear, striped, mirror, multipath, delay, flakey, error, zero, \
                remap. Several mapped devices in dmsetup's concise form. Devices are paths, MAJOR:MINOR, names of \
                other mapped devices, or model:N: '0 2097152 striped 2 8 model:0 0 model:1 0'.
                """))
    var table: String?

    @Option(help: ArgumentHelp("The top mapped device, if a table has several.", valueName: "name"))
    var stack: String?

    @Option(
        help: ArgumentHelp(
            "A file, a block device, MAJOR:MINOR or model:N, with no table above it.", valueName: "path"))
    var filename: String?

    /// The stack, read but not looked at.
    ///
    /// - Parameter jobFilename: what a job file names, if nothing is given here.
    func source(orElse jobFilename: String? = nil) throws(HarnessError) -> StackSource {
        if let given = try given() { return given }
        if let jobFilename { return .bare(.path(jobFilename)) }
        throw .usage("no device: give a stack by --table, or a device by --filename")
    }

    /// The same; nil if none is given here. A pipe can be read once only.
    func given() throws(HarnessError) -> StackSource? {
        switch (table, filename) {
        case (nil, nil): return nil
        case (_?, _?): throw .usage("--table and --filename exclude each other")
        case (let table?, nil): return .table(try read(table))
        case (nil, let filename?):
            guard stack == nil else { throw .usage("--stack names a device of a --table; there is none") }
            do throws(HarnessError) {
                return .bare(try DeviceReference(bare: filename))
            } catch {
                throw .usage("--filename \(filename): \(error)")
            }
        }
    }

    private func read(_ table: String) throws(HarnessError) -> Stack {
        let file = table.hasPrefix("@") ? String(table.dropFirst()) : nil
        let text = if let file { try readText(file) } else { table }
        do {
            return try Stack(parsing: text, source: file ?? "table", top: stack)
        } catch {
            throw .usage(error.description)
        }
    }
}
