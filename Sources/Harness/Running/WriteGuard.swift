import BlockLayer
import Glibc

/// Keeps block devices that are written to from being mounted or claimed meanwhile, and refuses those that
/// are.
///
/// An exclusive open (open(2), `O_EXCL` without `O_CREAT`) fails where the kernel has the device claimed:
/// mounted, swap, under dm or md. Files need no guard: nothing is built on them behind our back.
final class WriteGuard {
    private var descriptors: [Int32] = []

    /// Throws `environment` for a device that is in use.
    init(_ leaves: Leaves) throws(HarnessError) {
        for leaf in leaves.facts {
            guard case .real(let path, isBlockDevice: true) = leaf.kind else { continue }
            let descriptor = open(path, O_RDWR | O_EXCL | O_CLOEXEC)
            guard descriptor >= 0 else { throw .environment(Self.refusal(path, errno)) }
            descriptors.append(descriptor)
        }
    }

    deinit {
        release()
    }

    /// Lets others claim the devices.
    func release() {
        for descriptor in descriptors { close(descriptor) }
        descriptors = []
    }

    private static func refusal(_ path: String, _ errno: Int32) -> String {
        errno == EBUSY
            ? "\(path) is in use (mounted, swap, or below another device): refusing to write to it"
            : "\(path) cannot be opened for writing: \(errorText(errno))"
    }
}
