import CPlatform
import Placement

/// The reason why something must not be written to.
enum Obstacle: Error, Equatable, Sendable {
    /// A file system of a device or file is mounted.
    case mounted(String, at: String)
    /// A device or file is swapped to.
    case swap(String)
    /// A device is a part of another: device-mapper, md, bcache.
    case held(String, by: Holder)
    /// A device or file is what a loop device stands on.
    case looped(String, by: BlockDevice)
    /// An exclusive open fails, whoever has the device.
    case claimed(String)
    /// There is data of a known kind, which was not given up by name.
    case signatures([Signature])
    /// Two of the devices have sectors in common, or two of the files are one.
    case shared(String, with: String)
    /// It is not known whether it is in use.
    case unreadable(String, errno: Int32)
    /// The same: what the kernel has there is hidden by another file system.
    case masked(String)
    /// The same: a list of mounts without any.
    case noMounts(String)
    /// The same: a loop device stands on a file that cannot be found by the name that the kernel has for it.
    case unknownBacking(BlockDevice, file: String)

    /// What is in the way, and in brackets what to do: `/dev/sdb1 is mounted at /mnt (umount /mnt)`.
    ///
    /// - Parameter subject: what the sentence is about, so `it` will do.
    func text(about subject: String) -> String {
        func name(_ path: String) -> String { path == subject ? "it" : plain(path) }
        return switch self {
        case .mounted(let path, let target):
            "\(name(path)) is mounted at \(plain(target)) (umount \(plain(target)))"
        case .swap(let path): "\(name(path)) is swap (swapoff \(plain(path)))"
        case .held(let path, let holder): "\(name(path)) is a part of \(holder) (\(holder.remedy))"
        case .looped(let path, let device):
            "\(name(path)) backs \(device.nodePath) (losetup -d \(device.nodePath))"
        case .claimed(let path):
            "\(name(path)) is claimed, in another mount namespace, by a file system of several devices or by "
                + "another program (fuser -v \(plain(path)))"
        case .signatures(let signatures): Self.text(signatures, about: subject)
        case .shared(let path, let other):
            "\(name(path)) has data in common with \(plain(other)), which is written to as well (leave one out)"
        case .unreadable(let path, let errno):
            "\(name(path)) cannot be read: \(String(cString: platform_error_text(errno)))"
        case .masked(let path):
            "\(name(path)) cannot be read: another file system is mounted over it, or it is not mounted at all, so "
                + "what is in use is not known (run where it is not masked)"
        case .noMounts(let path):
            "\(name(path)) lists no mount, not even the root, so what is mounted is not known"
        case .unknownBacking(let device, let file):
            "\(device.nodePath) stands on \(plain(file)), which cannot be found here, so whether that is this file is "
                + "not known (run as root, with \(device.nodePath) in /dev, or losetup -d \(device.nodePath))"
        }
    }

    /// `it has gpt, ext4 "data" on /dev/sdb1 (--overwrite-signature gpt,ext4 gives that up)`.
    private static func text(_ signatures: [Signature], about subject: String) -> String {
        var names: [String] = []
        for signature in signatures where !names.contains(signature.name) { names.append(signature.name) }
        let found = listed(signatures.map { $0.text(about: subject) }, separator: ", ")
        return "it has \(found) (--overwrite-signature \(names.joined(separator: ",")) gives that up)"
    }
}

/// A list that stays readable on one line, however long it is.
func listed(_ items: [String], separator: String) -> String {
    let shown = items.prefix(4).joined(separator: separator)
    return items.count > 4 ? "\(shown)\(separator)and \(items.count - 4) more" : shown
}

/// A path as it is, or quoted where it would not stay on one line.
func plain(_ path: String) -> String {
    path.unicodeScalars.contains { $0.properties.generalCategory == .control } ? path.debugDescription : path
}
