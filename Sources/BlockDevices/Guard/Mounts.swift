import CMount
import Glibc

/// What this mount namespace shows as mounted and as swap: proc(5), read by libmount(3).
struct Mounts: Sendable {
    struct Mount: Equatable, Sendable {
        /// Of the file system: a block device's, or one that names no device (btrfs, tmpfs).
        let number: DeviceNumber
        /// The source of the mount, if that is a path.
        let source: FileIdentity?
        let target: String
    }

    struct Swap: Equatable, Sendable {
        let path: String
        let identity: FileIdentity?
    }

    let mounts: [Mount]
    let swaps: [Swap]

    /// - Throws: ``Obstacle`` with the file and why it is not believed.
    init(_ procfs: CheckedFiles) throws(Obstacle) {
        let mountinfo = procfs.path("self/mountinfo")
        // What is masked throws here, and what is not there below.
        _ = try procfs.exists("self/mountinfo")
        mounts = try Self.entries(of: mountinfo, parse: mnt_table_parse_file) { entry in
            Mount(
                number: DeviceNumber(mnt_fs_get_devno(entry)),
                source: Self.source(entry).flatMap(FileIdentity.init),
                target: mnt_fs_get_target(entry).map { String(cString: $0) } ?? "")
        }
        // There is always the root; a process in a chroot that is no mount point sees none, and knows nothing.
        guard !mounts.isEmpty else { throw .noMounts(mountinfo) }
        // A kernel without swap has no such file; nor has procfs with subset=pid, which lacks all files of its kind.
        guard try procfs.exists("swaps") else {
            guard try procfs.exists("filesystems") else {
                throw .unreadable(procfs.path("swaps"), errno: ENOENT)
            }
            swaps = []
            return
        }
        swaps = try Self.entries(of: procfs.path("swaps"), parse: mnt_table_parse_swaps) { entry in
            Self.source(entry).map { Swap(path: $0, identity: FileIdentity($0)) }
        }.compactMap(\.self)
    }

    /// A source that is no path is a word like `tmpfs`.
    private static func source(_ entry: OpaquePointer) -> String? {
        guard let source = mnt_fs_get_srcpath(entry) else { return nil }
        let path = String(cString: source)
        return path.hasPrefix("/") ? path : nil
    }

    private static func entries<Entry>(
        of file: String, parse: (OpaquePointer?, UnsafePointer<CChar>?) -> Int32,
        _ make: (OpaquePointer) -> Entry
    ) throws(Obstacle) -> [Entry] {
        guard let table = mnt_new_table(), let iterator = mnt_new_iter(Int32(MNT_ITER_FORWARD)) else {
            throw .unreadable(file, errno: ENOMEM)
        }
        defer {
            mnt_free_iter(iterator)
            mnt_unref_table(table)
        }
        let status = parse(table, file)
        guard status == 0 else { throw .unreadable(file, errno: abs(status)) }
        var entries: [Entry] = []
        var entry: OpaquePointer?
        while mnt_table_next_fs(table, iterator, &entry) == 0, let entry { entries.append(make(entry)) }
        return entries
    }
}
