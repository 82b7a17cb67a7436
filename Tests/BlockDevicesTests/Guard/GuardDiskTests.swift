import Foundation
import Testing

@testable import BlockDevices

/// The guard over real block devices.
@Suite(.enabled(if: LoopDisk.isPossible, "needs root, loop devices, sfdisk, mkfs.ext4"))
struct GuardDiskTests {
    /// What is in the way of the device that is refused. A child that another test has just started keeps what was
    /// open exclusively until it runs its program.
    private func obstacles(_ paths: String..., overwriting names: Set<String> = []) -> [Obstacle] {
        var found: [Obstacle] = []
        _ = comesTrue {
            do throws(WriteRefusal) {
                _ = try WriteClearance(paths, overwriting: names)
                found = []
            } catch {
                found = error.obstacles
            }
            return !found.contains { if case .claimed = $0 { true } else { false } }
        }
        return found
    }

    private func signatures(_ path: String, overwriting names: Set<String> = []) -> [String] {
        guard case .signatures(let found)? = obstacles(path, overwriting: names).first else { return [] }
        return found.map { $0.text(about: path) }
    }

    @Test func aBlankDiskIsCleared() throws {
        let disk = try LoopDisk()
        #expect(obstacles(disk.path) == [])
    }

    @Test func aMountedPartitionProtectsItsDiskButNotItsSibling() throws {
        let disk = try LoopDisk()
        let (first, second) = try disk.partition()
        try Tool.run("mkfs.ext4", "-q", first)
        let target = try disk.mount(first)
        #expect(obstacles(first, overwriting: ["ext4"]) == [.mounted(first, at: target)])
        #expect(obstacles(disk.path, overwriting: ["ext4", "gpt"]) == [.mounted(first, at: target)])
        #expect(obstacles(second) == [])
        try disk.unmount()
        #expect(obstacles(disk.path, overwriting: ["ext4", "gpt"]) == [])
    }

    @Test func aMountedDiskProtectsItsPartitions() throws {
        let disk = try LoopDisk()
        try Tool.run("mkfs.ext4", "-q", disk.path)
        let target = try disk.mount(disk.path)
        try Tool.run("addpart", disk.path, "1", "2048", "4096")
        #expect(obstacles(disk.path + "p1", overwriting: ["ext4"]) == [.mounted(disk.path, at: target)])
    }

    @Test func signaturesInPartitionsCount() throws {
        let disk = try LoopDisk()
        let (first, _) = try disk.partition()
        try Tool.run("mkfs.ext4", "-q", "-L", "my data", first)
        #expect(signatures(disk.path) == ["gpt", "ext4 \"my data\" on \(first)"])
        #expect(signatures(disk.path, overwriting: ["gpt"]) == ["ext4 \"my data\" on \(first)"])
        #expect(signatures(disk.path, overwriting: ["ext4"]) == ["gpt"])
        #expect(signatures(first) == ["ext4 \"my data\""])
    }

    @Test func aPartitionMayBeWrittenWithoutGivingUpTheTable() throws {
        let disk = try LoopDisk()
        let (_, second) = try disk.partition()
        #expect(obstacles(second) == [])
    }

    /// The page cache of the disk may hold what was there before the partition was written to.
    @Test func whatADiskReadLongAgoIsNotBelieved() throws {
        let disk = try LoopDisk()
        let (first, _) = try disk.partition()
        let reader = try FileHandle(forReadingFrom: URL(filePath: disk.path))
        _ = try reader.readToEnd()
        try Tool.run("mkfs.ext4", "-q", first)
        #expect(signatures(disk.path, overwriting: ["gpt"]) == ["ext4 on \(first)"])
        try reader.close()
    }

    @Test func swapIsRefusedWhileItIsOnAndAfter() throws {
        let disk = try LoopDisk()
        try Tool.run("mkswap", disk.path)
        if (try? Tool.run("swapon", disk.path)) != nil {
            #expect(obstacles(disk.path, overwriting: ["swap"]) == [.swap(disk.path)])
            try Tool.run("swapoff", disk.path)
        }
        #expect(signatures(disk.path) == ["swap"])
    }

    @Test func aPhysicalVolumeIsRefused() throws {
        let disk = try LoopDisk()
        try put(HandMade.physicalVolume, at: 512, of: disk.path)
        #expect(signatures(disk.path) == ["LVM2_member"])
    }

    @Test func aLoopDeviceClaimsWhatItStandsOn() throws {
        let disk = try LoopDisk()
        let upper = try LoopDisk.attach(disk.path)
        defer { LoopDisk.detach(upper) }
        let device = BlockDevice(name: String(upper.dropFirst("/dev/".count)))
        #expect(obstacles(disk.path) == [.looped(disk.path, by: device)])
        #expect(obstacles(upper) == [])
    }

    /// A write through either changes what is mounted from the other.
    @Test func twoLoopDevicesOnOneFileAreInEachOthersWay() throws {
        let disk = try LoopDisk()
        let other = try LoopDisk.attach(disk.file)
        defer { LoopDisk.detach(other) }
        let device = BlockDevice(name: String(other.dropFirst("/dev/".count)))
        #expect(obstacles(disk.path) == [.looped("what is behind \(disk.path)", by: device)])
    }

    @Test func aLoopDeviceClaimsItsFileUnderAnyName() throws {
        let disk = try LoopDisk()
        let folder = try Folder()
        let (hard, soft) = (folder.path + "/hard", folder.path + "/soft")
        try FileManager.default.linkItem(atPath: disk.file, toPath: hard)
        try FileManager.default.createSymbolicLink(atPath: soft, withDestinationPath: disk.file)
        let device = BlockDevice(name: String(disk.path.dropFirst("/dev/".count)))
        #expect(obstacles(soft) == [.looped(soft, by: device)])
        try FileManager.default.removeItem(atPath: disk.file)
        #expect(obstacles(hard) == [.looped(hard, by: device)])
    }

    @Test func leavesMustNotOverlap() throws {
        let disk = try LoopDisk()
        let (first, second) = try disk.partition()
        #expect(obstacles(first, disk.path) == [.shared(disk.path, with: first)])
        #expect(obstacles(first, second) == [])
        let node = try Folder().path + "-node"
        defer { unlink(node) }
        var status = stat()
        try #require(stat(first, &status) == 0 && mknod(node, S_IFBLK | 0o600, status.st_rdev) == 0)
        #expect(obstacles(first, node) == [.shared(node, with: first)])
    }

    @Test func anotherExclusiveOpenerIsRespected() throws {
        let disk = try LoopDisk()
        let descriptor = open(disk.path, O_RDONLY | O_EXCL | O_CLOEXEC)
        defer { close(descriptor) }
        #expect(obstacles(disk.path) == [.claimed(disk.path)])
    }

    @Test func clearedDevicesAreHeldUntilTheyAreReleased() throws {
        let disk = try LoopDisk()
        let clearance = try WriteClearance([disk.path], overwriting: [])
        #expect(!opensExclusively(disk.path))
        clearance.release()
        #expect(comesTrue { opensExclusively(disk.path) })
        #expect(comesTrue { (try? clearance.hold()) != nil })
        #expect(!opensExclusively(disk.path))
    }

    @Test func aRefusalHoldsNothing() throws {
        let (blank, swap) = (try LoopDisk(), try LoopDisk())
        try Tool.run("mkswap", swap.path)
        #expect(obstacles(blank.path, swap.path).count == 1)
        #expect(comesTrue { opensExclusively(blank.path) && opensExclusively(swap.path) })
    }

    @Test func aDeviceThatSysfsDoesNotShowIsRefused() throws {
        let node = try Folder().path + "-node"
        defer { unlink(node) }
        // A number for local use, of which no driver knows.
        try #require(mknod(node, S_IFBLK | 0o600, dev_t(240 << 8)) == 0)
        #expect(obstacles(node) == [.unreadable("/sys/dev/block/240:0", errno: ENOENT)])
    }
}
