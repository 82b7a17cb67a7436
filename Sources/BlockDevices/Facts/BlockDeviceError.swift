import Glibc

/// Why a block device is not found.
public enum BlockDeviceError: Error, Equatable, CustomStringConvertible {
    case unreachable(String, errno: Int32)
    case notABlockDevice(String)
    case noSuchName(String)
    case noSuchNumber(DeviceNumber)

    /// One line: what was wrong, and what to do.
    public var description: String {
        switch self {
        case .unreachable(let path, ENOENT): "\(path.debugDescription) does not exist"
        case .unreachable(let path, let errno):
            "\(path.debugDescription): \(String(cString: strerror(errno)))"
        case .notABlockDevice(let path): "\(path.debugDescription) is not a block device"
        case .noSuchName(let name):
            "no block device is named \(name.debugDescription): give a path, MAJOR:MINOR, or a name of /sys/class/block"
        case .noSuchNumber(let number): "no block device has the number \(number)"
        }
    }
}
