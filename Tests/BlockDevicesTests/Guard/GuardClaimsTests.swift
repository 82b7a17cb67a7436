import Foundation
import Placement
import Testing

@testable import BlockDevices

/// What is found in the kernel's files, on machines that are made up.
@Suite struct GuardClaimsTests {
    private let folder = try! Folder()

    /// Two disks, the first with partitions: sectors 2048–4095, and 4096–8191 with another in it.
    private func machine() throws -> CheckedFiles {
        try disk("vda", "251:0", sectors: 10000)
        try disk("vdb", "251:16", sectors: 10000)
        try partition("vda1", 1, "251:1", 2048..<4096)
        try partition("vda2", 2, "251:2", 4096..<8192)
        try partition("vda5", 5, "251:5", 5000..<6000)
        return try CheckedFiles(folder.path + "/sys")
    }

    private func disk(_ name: String, _ number: String, sectors: Int) throws {
        try folder.write(number, "sys/devices/\(name)/dev")
        try folder.write("\(sectors)", "sys/devices/\(name)/size")
        try folder.makeFolder("sys/devices/\(name)/holders")
        try link(name, number, "../../devices/\(name)")
    }

    private func partition(_ name: String, _ partition: Int, _ number: String, _ sectors: Range<Int>) throws {
        let path = "sys/devices/vda/\(name)"
        try folder.write(number, path + "/dev")
        try folder.write("\(sectors.count)", path + "/size")
        try folder.write("\(sectors.lowerBound)", path + "/start")
        try folder.write("\(partition)", path + "/partition")
        try folder.makeFolder(path + "/holders")
        try link(name, number, "../../devices/vda/\(name)")
    }

    private func link(_ name: String, _ number: String, _ target: String) throws {
        let files = FileManager.default
        for parent in ["class/block", "dev/block", "block"] { try folder.makeFolder("sys/" + parent) }
        let sys = folder.path + "/sys"
        try files.createSymbolicLink(atPath: "\(sys)/class/block/\(name)", withDestinationPath: target)
        try files.createSymbolicLink(atPath: "\(sys)/dev/block/\(number)", withDestinationPath: target)
    }

    private func holder(_ name: String, of device: String, mappedName: String? = nil, uuid: String? = nil)
        throws
    {
        try folder.makeFolder("sys/class/block/\(device)/holders/\(name)")
        if let mappedName { try folder.write(mappedName + "\n", "sys/class/block/\(name)/dm/name") }
        if let uuid { try folder.write(uuid + "\n", "sys/class/block/\(name)/dm/uuid") }
    }

    private func mounts(_ mountinfo: String = "21 1 0:20 / / rw - tmpfs tmpfs rw\n", swaps: String? = nil)
        throws -> Mounts
    {
        try folder.write(mountinfo, "proc/self/mountinfo")
        try folder.write("nodev\tproc\n", "proc/filesystems")
        if let swaps { try folder.write(swaps, "proc/swaps") }
        return try Mounts(CheckedFiles(folder.path + "/proc"))
    }

    private func obstacles(_ number: String, _ sysfs: CheckedFiles, _ mounts: Mounts) throws -> [String] {
        let number = try #require(DeviceNumber(number))
        return try Claims(sysfs: sysfs, mounts: mounts).obstacles(to: .device(number), path: "/dev/it")
            .map { $0.text(about: "/dev/it") }
    }

    @Test(arguments: [
        ("251:0", ["vda", "vda1", "vda2", "vda5"]), ("251:1", ["vda1", "vda"]),
        ("251:2", ["vda2", "vda", "vda5"]), ("251:5", ["vda5", "vda", "vda2"]), ("251:16", ["vdb"]),
    ])
    func devicesThatShareSectors(_ number: String, _ names: [String]) throws {
        let sysfs = try machine()
        let parsed = try #require(DeviceNumber(number))
        let region = try DiskRegion(parsed, sysfs: sysfs)
        #expect(try region.overlapping(sysfs: sysfs).map(\.device.name) == names)
    }

    @Test func holdersAreNamedWithWhatStopsThem() throws {
        let sysfs = try machine()
        try holder("md7", of: "vda")
        try holder("dm-1", of: "vda1", mappedName: "vg-data", uuid: "LVM-abc")
        try holder("dm-2", of: "vda2", mappedName: "safe", uuid: "CRYPT-LUKS2-abc")
        try holder("dm-3", of: "vda5", mappedName: "stripe")
        #expect(
            try obstacles("251:0", sysfs, mounts()) == [
                "it is a part of md7 (mdadm --stop /dev/md7)",
                "/dev/vda1 is a part of dm-1 (vg-data) (lvchange -an /dev/mapper/vg-data)",
                "/dev/vda2 is a part of dm-2 (safe) (cryptsetup close safe)",
                "/dev/vda5 is a part of dm-3 (stripe) (dmsetup remove stripe)",
            ])
        #expect(try obstacles("251:16", sysfs, mounts()) == [])
    }

    @Test func mountsAreFoundByNumberWhateverTheirSource() throws {
        let mounts = try mounts(
            """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            27 1 251:1 / / rw,relatime - ext4 /dev/root rw
            28 27 251:1 /srv /a\\040b rw shared:1 master:2 - ext4 /dev/disk/by-label/x rw
            """)
        let found = ["/dev/vda1 is mounted at / (umount /)", "/dev/vda1 is mounted at /a b (umount /a b)"]
        #expect(try obstacles("251:0", machine(), mounts) == found)
    }

    @Test func sourcesCountWhereTheNumberIsNoDevices() throws {
        let file = try folder.makeImage("erofs")
        let mounts = try mounts(
            "30 27 0:50 / /mnt rw - erofs \(file) rw\n31 27 0:51 / /other rw - tmpfs tmpfs rw\n")
        let claims = try Claims(sysfs: machine(), mounts: mounts)
        #expect(try claims.obstacles(to: FileIdentity(file)!, path: "f") == [.mounted("f", at: "/mnt")])
    }

    @Test func swapFilesAreFoundByInode() throws {
        let (file, link) = (try folder.makeImage("swap file"), folder.path + "/link")
        try FileManager.default.linkItem(atPath: file, toPath: link)
        let escaped = file.replacing(" ", with: "\\040")
        let swaps = "Filename\tType\tSize\tUsed\tPriority\n\(escaped)\tfile\t65532\t0\t-2\n"
        let claims = try Claims(sysfs: machine(), mounts: mounts(swaps: swaps))
        #expect(try claims.obstacles(to: FileIdentity(link)!, path: link) == [.swap(file)])
    }

    @Test func withoutTheMountTableNothingIsCleared() {
        #expect(throws: Obstacle.unreadable(folder.path + "/self/mountinfo", errno: ENOENT)) {
            try Mounts(CheckedFiles(folder.path))
        }
        #expect(throws: Obstacle.noMounts(folder.path + "/proc/self/mountinfo")) { try mounts("") }
        #expect(throws: Obstacle.unreadable("/nonexistent", errno: ENOENT)) {
            try CheckedFiles("/nonexistent")
        }
    }
}
