import Glibc

/// A file that names the devices a process makes, written before the first of them is made: whoever finds it after the
/// process has died knows what to remove.
///
/// The process holds a lock on it (flock(2)) for as long as it lives, and the kernel gives that back however the
/// process ends. A dmsetup that it has started holds it too: what that still makes is not to be missed.
final class DeviceJournal {
    let devices: [DeviceIdentity]
    private let path: String
    private let descriptor: Int32

    /// Writes a journal in the first of the folders that takes one.
    init(_ devices: [DeviceIdentity], folders: [String]) throws(DeviceMapperError) {
        self.devices = devices
        var failure = "no folder"
        for folder in folders {
            do throws(DeviceMapperError) {
                (path, descriptor) = try Self.make(in: folder, for: devices)
                return
            } catch {
                failure = error.description
            }
        }
        throw DeviceMapperError(
            "mapped devices are made only where a journal of them can be kept: \(failure)")
    }

    /// Takes over what a process left that has died; nil for a journal of one that lives, or that is not there any
    /// more.
    init?(leftAt path: String) {
        let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isLinked(descriptor) else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.descriptor = descriptor
        devices = Self.text(of: descriptor).split(separator: "\n")
            .compactMap(DeviceIdentity.init(journalLine:))
    }

    deinit {
        close(descriptor)
    }

    /// There is nothing left to remove.
    func delete() {
        unlink(path)
    }

    /// The folders of journals: `/run/pollbench`, and the user's own folder for what lives as long as the session.
    static var folders: [String] {
        let own = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } ?? ""
        return ["/run/pollbench"] + (own.hasPrefix("/") ? [own + "/pollbench"] : [])
    }

    /// The paths of all journals in a folder.
    static func paths(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var paths: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(namePrefix) { paths.append("\(folder)/\(name)") }
        }
        return paths.sorted()
    }

    private static let namePrefix = "devices-"

    /// Between the making and the locking of the file somebody may take it for one that was left, and delete it: then
    /// it is made again.
    private static func make(
        in folder: String, for devices: [DeviceIdentity]
    ) throws(DeviceMapperError) -> (path: String, descriptor: Int32) {
        mkdir(folder, 0o700)
        while true {
            let path = "\(folder)/\(namePrefix)\(getpid())-\(UInt32.random(in: 0 ... .max))"
            // Inherited, and with it the lock.
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
            guard descriptor >= 0 else {
                throw DeviceMapperError("\(folder): \(String(cString: strerror(errno)))")
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isLinked(descriptor) else {
                close(descriptor)
                continue
            }
            let text = devices.map { $0.journalLine + "\n" }.joined()
            if write(descriptor, text, text.utf8.count) == text.utf8.count, fsync(descriptor) == 0 {
                return (path, descriptor)
            }
            let reason = String(cString: strerror(errno))
            unlink(path)
            close(descriptor)
            throw DeviceMapperError("\(path): \(reason)")
        }
    }

    private static func isLinked(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }

    private static func text(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
