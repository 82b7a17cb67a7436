import BlockDevices
import BlockLayer

/// Checks before data on devices is overwritten.
enum WriteGuard {
    /// Clears devices and files for writing.
    ///
    /// - Parameter names: signatures that may be lost.
    /// - Throws: `environment` for a device that is in use or holds data, and for one that does not open for
    ///   writing.
    static func clear(
        _ paths: [String], overwriting names: [String]
    ) throws(HarnessError) -> WriteClearance {
        let clearance: WriteClearance
        do {
            clearance = try WriteClearance(paths, overwriting: Set(names))
        } catch {
            throw .environment("\(error)")
        }
        for path in paths {
            do {
                _ = try UringProbe(path, isWritable: true)
            } catch {
                throw .environment("\(error)")
            }
        }
        return clearance
    }

    /// Throws `usage` for a name that is no signature's: it must be a mistake.
    static func check(_ names: [String]) throws(HarnessError) {
        for name in names where !WriteClearance.knowsSignature(name) {
            throw .usage(
                "libblkid knows no signature \(name.debugDescription); wipefs shows those of a device, such as ext4, "
                    + "LVM2_member or gpt")
        }
    }
}
