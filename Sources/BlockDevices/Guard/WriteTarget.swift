import Glibc

/// A block device or file to write to.
struct WriteTarget: Sendable {
    let path: String
    let identity: FileIdentity
    /// Nil for a file.
    let region: DiskRegion?

    /// - Throws: ``Obstacle``: it is not there, or sysfs does not show it.
    init(_ path: String) throws(Obstacle) {
        guard let identity = FileIdentity(path) else { throw .unreadable(path, errno: errno) }
        self.path = path
        self.identity = identity
        if case .device(let number) = identity {
            region = try DiskRegion(number, sysfs: .sysfs())
        } else {
            region = nil
        }
    }

    /// Whether what is written to one changes the other.
    func overlaps(_ other: Self) -> Bool {
        if let region, let otherRegion = other.region { return region.overlaps(otherRegion) }
        return identity == other.identity
    }

    /// The signatures that writing may destroy: on the device or file, and in its partitions. They are those that
    /// the kernel has devices for, and those that its partition table lists.
    func signatures() throws(Obstacle) -> [Signature] {
        let parts = try region?.overlapping(sysfs: .sysfs()) ?? []
        let known = region?.partition == nil ? parts.dropFirst().map(\.sectors) : []
        let own = try Descriptor(path, O_RDONLY)
        let probe = SignatureProbe(descriptor: own.number, path: path)
        var found = try probe.signatures() + probe.signaturesInPartitions(except: known)
        for part in parts.dropFirst() {
            // Not through the disk: its page cache knows nothing of what was written through the partition's.
            let descriptor = try Descriptor(part.device.nodePath, O_RDONLY)
            guard FileIdentity(part.device.nodePath) == .device(part.number) else {
                throw .unreadable(part.device.nodePath, errno: ENXIO)
            }
            let probe = SignatureProbe(descriptor: descriptor.number, path: part.device.nodePath)
            // The disk of a partition has a partition table, which stays.
            found += try probe.signatures().filter { part.partition != nil || !$0.isPartitionTable }
        }
        return found
    }
}
