/// The uses of block devices and files by the running system: mounts, swap, devices upon devices.
struct Claims: Sendable {
    let sysfs: CheckedFiles
    let mounts: Mounts
    let loops: [LoopDevice]

    /// Takes stock once, for any number of questions.
    ///
    /// - Throws: ``Obstacle`` where something cannot be known.
    init(sysfs: CheckedFiles, mounts: Mounts) throws(Obstacle) {
        self.sysfs = sysfs
        self.mounts = mounts
        loops = try LoopDevice.all(sysfs: sysfs)
    }

    /// What is in the way of writing to a device or file: claims on it, on the partitions and the disk that it
    /// shares sectors with, and, for a loop device, on what it stands on.
    ///
    /// - Throws: ``Obstacle`` where something cannot be known.
    func obstacles(
        to identity: FileIdentity, path: String, besides own: BlockDevice? = nil
    ) throws(Obstacle) -> [Obstacle] {
        guard case .device(let number) = identity else { return direct(identity, path, besides: own) }
        let region = try DiskRegion(number, sysfs: sysfs)
        var found: [Obstacle] = []
        for part in try region.overlapping(sysfs: sysfs) {
            let path = part == region ? path : part.device.nodePath
            found += direct(.device(part.number), path, besides: own)
            found += try Holder.all(of: part.device, sysfs: sysfs).map { .held(path, by: $0) }
        }
        if let loop = loops.first(where: { $0.device == region.disk }) {
            let behind = "what is behind \(loop.device.nodePath)"
            found += try obstacles(to: loop.backing, path: behind, besides: loop.device)
        }
        return found
    }

    private func direct(_ identity: FileIdentity, _ path: String, besides own: BlockDevice?) -> [Obstacle] {
        var found: [Obstacle] = mounts.mounts.filter { mount in
            mount.source == identity || .device(mount.number) == identity
        }.map { .mounted(path, at: $0.target) }
        found += mounts.swaps.filter { $0.identity == identity }.map { .swap($0.path) }
        found += loops.filter { $0.backing == identity && $0.device != own }.map {
            .looped(path, by: $0.device)
        }
        return found
    }
}
