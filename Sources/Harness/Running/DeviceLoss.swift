import BlockLayer
import Glibc

extension LeafFacts {
    /// What became of the device since it was looked at, if that explains why IOs failed: drives are pulled out, files
    /// are cut. Nil if it is there and as large as it was.
    var loss: String? {
        guard case .real(let path, _) = kind else { return nil }
        let size: UInt64
        do throws(RunError) {
            size = try UringProbe(path, isWritable: false).sizeSectors
        } catch {
            return access(path, F_OK) == 0 ? error.description : "\(path) is gone"
        }
        if size == 0 { return "\(path) is gone: it has no sectors any more" }
        return size < sizeSectors ? "\(path) has shrunk from \(sizeSectors) to \(size) sectors" : nil
    }
}
