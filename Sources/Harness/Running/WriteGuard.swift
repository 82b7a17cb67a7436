import BlockDevices
import BlockLayer

/// Stands between a request and the data on its devices.
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
            throw .environment(error.description)
        }
        for path in paths {
            do {
                _ = try UringProbe(path, isWritable: true)
            } catch {
                throw .environment(error.description)
            }
        }
        return clearance
    }

    /// Throws `usage` for a name that no signature has: it would give up nothing, and its author means something.
    static func check(_ names: [String]) throws(HarnessError) {
        for name in names where !WriteClearance.knowsSignature(name) {
            throw .usage(
                "--overwrite-signature \(name.debugDescription): libblkid knows no such signature; wipefs shows "
                    + "what a device has, as ext4, LVM2_member or gpt")
        }
    }
}
