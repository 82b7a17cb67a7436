import BlockDevices
import Glibc
import Tables

/// Polled IOs that would crash the running kernel.
///
/// dm marks a polled bio that it divides with `REQ_DRV`, and the clones of its later parts inherit the mark (alloc_io
/// of drivers/md/dm.c, where alloc_tio takes it away). NVMe's multipath code takes it for its own, and so does a dm
/// device below: both follow a pointer that is not there. Seen with Linux 6.12, and in fio too.
struct KernelHazard {
    private let stack: Stack
    private let blockSectors: UInt64
    private let isDangerous: (DeviceReference) -> Bool

    /// - Parameters:
    ///   - blockSectors: length of the IOs, which begin at multiples of it.
    ///   - isDangerous: whether a real device does not bear the mark.
    init(_ stack: Stack, blockSectors: UInt64, isDangerous: @escaping (DeviceReference) -> Bool) {
        self.stack = stack
        self.blockSectors = blockSectors
        self.isDangerous = isDangerous
    }

    /// Whether a real device, by its path with all links followed, does not bear the mark: NVMe if the kernel has its
    /// multipath code or does not show whether it has, and devices that are made of others.
    static func isDangerous(path: String) -> Bool {
        // A node may have any name.
        let name =
            (try? BlockDevice(path: path).name) ?? path.split(separator: "/").last.map(String.init) ?? ""
        if name.hasPrefix("dm-") || name.hasPrefix("md") { return true }
        let module = "/sys/module/nvme_core"
        let isKnownToLack = access(module, F_OK) == 0 && access("\(module)/parameters/multipath", F_OK) != 0
        return name.hasPrefix("nvme") && !isKnownToLack
    }

    /// The mapped device that would divide an IO over a device that does not bear it; nil if there is none.
    func culprit() -> MappedDevice? {
        var waiting = [(device: stack.top, phase: UInt64(0))]
        var seen: Set<String> = []
        while let (device, phase) = waiting.popLast() {
            guard seen.insert("\(phase) \(device.name)").inserted else { continue }
            if divides(device, phase), device.legs.contains(where: { isDangerousBelow($0.device) }) {
                return device
            }
            for line in device.targets {
                for leg in line.kind.legs {
                    guard let below = leg.device.mappedName.flatMap({ stack[$0] }) else { continue }
                    let moved = phase + blockSectors - line.startSectors % blockSectors
                    waiting.append((below, (moved + leg.offsetSectors) % blockSectors))
                }
            }
        }
        return nil
    }

    /// Whether IOs cross a border of the device, if they begin at multiples of their length and `phase` sectors.
    private func divides(_ device: MappedDevice, _ phase: UInt64) -> Bool {
        device.targets.contains { line in
            let isCutAtEnd = line.endSectors < device.lengthSectors && line.endSectors % blockSectors != phase
            guard let pieceSectors = Self.pieceSectors(line.kind) else { return isCutAtEnd }
            let isCutInside =
                pieceSectors < line.lengthSectors
                && (pieceSectors % blockSectors != 0 || line.startSectors % blockSectors != phase)
            return isCutAtEnd || isCutInside
        }
    }

    /// What a target takes at most in one piece (`max_io_len`); nil if it has no borders inside.
    private static func pieceSectors(_ kind: TargetKind) -> UInt64? {
        switch kind {
        case .striped(let striped): striped.chunkSectors
        case .mirror(let mirror): mirror.regionSectors
        case .linear, .multipath, .remap, .flakey, .delay, .error, .zero: nil
        }
    }

    private func isDangerousBelow(_ reference: DeviceReference) -> Bool {
        reference.mappedName != nil || isDangerous(reference)
    }
}
