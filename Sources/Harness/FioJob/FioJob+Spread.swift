import BlockLayer
import Tables
import Units

extension FioJob {
    /// Has a request go to all files of the job: each IO to the next one, as over a striped device whose chunks are as
    /// long as the IOs.
    ///
    /// - Parameter request: with the length of IOs that counts.
    /// - Throws: `usage` for options that several files cannot have; `environment` for a file that is not there.
    public func spread(_ request: inout RunRequest) throws(HarnessError) {
        let lengths = Set(try request.sweep.cells().map(\.blockBytes))
        guard let blockBytes = lengths.first, lengths.count == 1 else {
            throw .usage("several files take turns by IO: one \(Axis.bs) at a time")
        }
        guard request.range.start == .bytes(0), request.range.incrementBytes == 0 else {
            throw .usage(
                "\(SettingNames.offset): several files are used from their beginnings on: leave it out")
        }
        request.source = try Self.striped(filenames, chunkSectors: blockBytes / Units.sectorBytes)
    }

    private static func striped(_ paths: [String], chunkSectors: UInt64) throws(HarnessError) -> StackSource {
        var shares: [UInt64] = []
        for path in paths {
            do {
                shares.append(try UringProbe(path, isWritable: false).sizeSectors / chunkSectors)
            } catch {
                throw .environment("\(error)")
            }
        }
        // The smallest file's share of each, in whole IOs.
        let share = (shares.min() ?? 0) * chunkSectors
        guard share > 0 else {
            throw .environment("\(paths.joined(separator: ", ")): the smallest holds no IO of \(Axis.bs)")
        }
        let names = paths.indices.map { "file\($0)" }
        let legs = names.map { "\($0) 0" }.joined(separator: " ")
        let table = "0 \(share * UInt64(paths.count)) striped \(paths.count) \(chunkSectors) \(legs)"
        let devices = Dictionary(uniqueKeysWithValues: zip(names, paths.map { DeviceReference.path($0) }))
        do {
            return .table(try Stack(parsing: table, source: "files", devices: devices))
        } catch {
            throw .usage("\(error)")
        }
    }
}
