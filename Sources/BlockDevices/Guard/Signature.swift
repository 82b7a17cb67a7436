/// What libblkid knows an area of a device or file by: a file system, swap, a member of LVM or RAID, a
/// partition table.
struct Signature: Hashable, Sendable {
    /// The name that libblkid prints for TYPE or PTTYPE: `ext4`, `LVM2_member`, `gpt`.
    let name: String
    /// The file system's label.
    let label: String?
    let isPartitionTable: Bool
    /// The place where it was found: a device, a file, or a partition of one of them.
    let place: String

    /// `ext4 "data" on /dev/sdb1`. A label may hold anything, so it is quoted.
    func text(about subject: String) -> String {
        let label = label.map { " " + $0.debugDescription } ?? ""
        return "\(name)\(label)" + (place == subject ? "" : " on \(plain(place))")
    }
}
