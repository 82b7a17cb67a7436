import CBlkid
import Glibc

/// Finds every signature, as wipefs(8) does: also those with a wrong checksum, and several in one place, of
/// which a probe for the one right answer would say that they are ambivalent.
struct SignatureProbe {
    /// An open file or block device, and its name for messages.
    let descriptor: Int32
    let path: String

    /// Whether there are signatures of this name.
    static func knows(_ name: String) -> Bool {
        blkid_known_fstype(name) != 0 || blkid_known_pttype(name) != 0
    }

    /// All signatures of the device or file itself.
    ///
    /// - Throws: ``Obstacle/unreadable(_:errno:)``.
    func signatures() throws(Obstacle) -> [Signature] {
        try withProbe { (probe) throws(Obstacle) in try signatures(probe, place: path) }
    }

    /// The signatures in the partitions that its partition table lists.
    ///
    /// - Parameter known: partitions to leave out, in sectors: those that are looked at by their own device.
    func signaturesInPartitions(except known: [Range<Int>]) throws(Obstacle) -> [Signature] {
        var found: [Signature] = []
        for area in try areas() where !known.contains(area.sectors) {
            let place = "partition \(area.number) of \(path)"
            found += try withProbe(area) { (probe) throws(Obstacle) in try signatures(probe, place: place) }
        }
        return found
    }

    /// A partition, in bytes.
    private struct Area {
        var number = 0
        var offset: Int64 = 0
        /// 0 for all up to the end.
        var length: Int64 = 0

        var sectors: Range<Int> { Int(offset / 512)..<Int((offset + length) / 512) }
    }

    private func signatures(_ probe: OpaquePointer, place: String) throws(Obstacle) -> [Signature] {
        var found: [Signature] = []
        while true {
            errno = 0
            let status = blkid_do_probe(probe)
            guard status >= 0 else { throw failure }
            guard status == 0 else { return found }
            if let type = Self.value("TYPE", probe) {
                let label = Self.value("LABEL", probe)
                found.append(Signature(name: type, label: label, isPartitionTable: false, place: place))
            }
            if let type = Self.value("PTTYPE", probe) {
                found.append(Signature(name: type, label: nil, isPartitionTable: true, place: place))
            }
        }
    }

    /// The partitions, cut to what is there: an image may have lost its end.
    private func areas() throws(Obstacle) -> [Area] {
        try withProbe { (probe) throws(Obstacle) in
            guard let list = blkid_probe_get_partitions(probe) else { return [] }
            let size = blkid_probe_get_size(probe)
            return (0..<blkid_partlist_numof_partitions(list)).compactMap { index in
                guard let partition = blkid_partlist_get_partition(list, index),
                    blkid_partition_is_extended(partition) == 0
                else { return nil }
                let start = blkid_partition_get_start(partition)
                guard (0..<size / 512).contains(start), blkid_partition_get_size(partition) > 0 else {
                    return nil
                }
                let sectors = min(blkid_partition_get_size(partition), size / 512 - start)
                return Area(
                    number: Int(blkid_partition_get_partno(partition)), offset: start * 512,
                    length: sectors * 512)
            }
        }
    }

    private func withProbe<Result>(
        _ area: Area = Area(), _ body: (OpaquePointer) throws(Obstacle) -> Result
    ) throws(Obstacle) -> Result {
        guard let probe = blkid_new_probe() else { throw .unreadable(path, errno: ENOMEM) }
        defer { blkid_free_probe(probe) }
        errno = 0
        guard blkid_probe_set_device(probe, descriptor, area.offset, area.length) == 0,
            blkid_probe_enable_superblocks(probe, 1) == 0,
            blkid_probe_set_superblocks_flags(
                probe, BLKID_SUBLKS_TYPE | BLKID_SUBLKS_LABEL | BLKID_SUBLKS_BADCSUM) == 0,
            blkid_probe_enable_partitions(probe, 1) == 0,
            blkid_probe_set_partitions_flags(probe, BLKID_PARTS_FORCE_GPT) == 0
        else { throw failure }
        return try body(probe)
    }

    /// libblkid does not always say why.
    private var failure: Obstacle { .unreadable(path, errno: errno == 0 ? EIO : errno) }

    private static func value(_ name: String, _ probe: OpaquePointer) -> String? {
        var text: UnsafePointer<CChar>?
        guard blkid_probe_lookup_value(probe, name, &text, nil) == 0, let text else { return nil }
        return String(cString: text)
    }
}
