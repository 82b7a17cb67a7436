import ArgumentParser
import Harness
import Tables

/// The target of the IO.
struct StackOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The stack as a dm table, the text that dmsetup takes, or @FILE.",
            discussion: """
                A sector is 512 bytes. Targets: linear, striped, mirror, multipath, delay, flakey, error, zero, \
                remap. Several mapped devices are written in dmsetup's concise form. A device is a path, \
                MAJOR:MINOR, the name of another mapped device, or model:N: \
                '0 2097152 striped 2 8 model:0 0 model:1 0'.
                """))
    var table: String?

    @Option(help: ArgumentHelp("The top mapped device, if a table has several.", valueName: "name"))
    var stack: String?

    @Option(
        help: ArgumentHelp(
            "A file, a block device, MAJOR:MINOR or model:N, with no table above it.", valueName: "path"))
    var filename: String?

    /// The stack, read but not looked at.
    func source() throws(HarnessError) -> StackSource {
        guard let given = try given() else { throw Self.noDevice }
        return given
    }

    static let noDevice = HarnessError.usage("no device: give a stack by --table, or a device by --filename")

    /// fio's names for the options that are given.
    var fioNames: [String] { table ?? filename == nil ? [] : SettingNames.filename.fio }

    /// The same; nil if none is given here. Called once: a table may come from a pipe.
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
            throw .usage("\(error)")
        }
    }
}
