import Foundation

/// A disk to try things on: a loop device over a file of zeros. Takes root.
final class LoopDisk {
    let path: String
    let file: String
    private let folder = try! Folder()
    private var mounts: [String] = []

    /// Whether there are the tools that make disks, and those of them that take root.
    static let hasTools = (try? Tool.run("which", "sfdisk", "mkfs.ext4")) != nil
    static let isPossible = hasTools && (try? LoopDisk()) != nil

    init(mebibytes: Int = 16) throws {
        file = try folder.makeImage("disk", mebibytes: mebibytes)
        path = try Self.attach(file)
    }

    deinit {
        for mount in mounts { _ = try? Tool.run("umount", mount) }
        _ = try? Tool.run("partx", "--delete", path)
        Self.detach(path)
    }

    static func attach(_ file: String) throws -> String {
        try Tool.run("losetup", "--find", "--show", file).trimmingCharacters(in: .newlines)
    }

    static func detach(_ path: String) {
        _ = try? Tool.run("losetup", "--detach", path)
    }

    /// Makes two partitions of 4 MiB each and returns their paths. `partx` adds them for kernels that do not read GPT.
    func partition() throws -> (first: String, second: String) {
        try Tool.run(
            "sfdisk", "--quiet", "--no-reread", "--no-tell-kernel", path,
            input: "label: gpt\nstart=2048,size=8192\nstart=12288,size=8192\n")
        try Tool.run("partx", "--update", path)
        return (path + "p1", path + "p2")
    }

    /// Mounts a part of the disk until `unmount`, and returns where.
    func mount(_ device: String) throws -> String {
        let target = folder.path + "/mounted"
        try folder.makeFolder("mounted")
        try Tool.run("mount", device, target)
        mounts.append(target)
        return target
    }

    func unmount() throws {
        for mount in mounts { try Tool.run("umount", mount) }
        mounts = []
    }
}

/// Writes into a file or device and waits until the device has it.
func put(_ bytes: [UInt8], at offset: UInt64, of path: String) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seek(toOffset: offset)
    try handle.write(contentsOf: bytes)
    try handle.synchronize()
    try handle.close()
}

/// Whether the kernel lets in one who wants the device for himself.
func opensExclusively(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_EXCL | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
}

/// Tries for a while.
func comesTrue(_ condition: () -> Bool) -> Bool {
    for _ in 0..<50 {
        if condition() { return true }
        usleep(10_000)
    }
    return false
}
