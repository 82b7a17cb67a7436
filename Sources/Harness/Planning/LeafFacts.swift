import BlockDevices
import BlockLayer
import Glibc
import Tables
import Units

/// The facts of a device that planning a stack over it needs.
struct LeafFacts: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case model
        /// A file or block device, by the path that all its names lead to.
        case real(path: String, isBlockDevice: Bool)
    }

    var kind: Kind
    /// As the table names it first, for messages and results.
    var name: String
    var sizeSectors: UInt64
    /// Offsets and lengths of an IO are multiples of this.
    var alignmentBytes: UInt64
    /// The largest IO that the device takes.
    var maxSectorsPerIO: UInt32
    /// Of a model device.
    var modelRequest: ModelRequest?
    /// The kernel's facts of a block device.
    var device: DeviceFacts?
    /// Whether kernels may crash whose dm divides polled IOs over it: see ``KernelHazard``.
    var crashesDividedPolling = false

    /// The settings of a model device; nil for a real one.
    var model: ModelSettings? { modelRequest?.settings }

    /// Linux's default for `max_sectors_kb`, for files: the disk below splits IOs out of sight.
    private static let defaultMaxSectors: UInt32 = 2560

    /// Looks at the device that a table or the command line names.
    ///
    /// - Throws: `environment`: it does not exist, cannot be opened so, or is no device.
    init(_ reference: DeviceReference, request: RunRequest, isWritable: Bool) throws(HarnessError) {
        let name = reference.description
        switch reference {
        case .model(let number):
            let model = request.models[number] ?? request.model
            self.init(
                kind: .model, name: name, sizeSectors: model.settings.sizeSectors,
                alignmentBytes: Units.sectorBytes,
                maxSectorsPerIO: UInt32(clamping: model.maxIOBytes / Units.sectorBytes))
            modelRequest = model
        case .path(let path):
            do throws(HarnessError) {
                try self.init(path, name: name, isWritable: isWritable)
            } catch {
                throw error.about(.filename)
            }
        case .number(let major, let minor):
            let number = DeviceNumber(major: major, minor: minor)
            guard let node = number.node() else {
                throw .environment("\(Self.absence(of: number))")
            }
            try self.init(node, name: name, isWritable: isWritable)
        case .mapped(let device): throw .internalFault("the mapped device \(device) taken for a leaf")
        }
    }

    init(kind: Kind, name: String, sizeSectors: UInt64, alignmentBytes: UInt64, maxSectorsPerIO: UInt32) {
        self.kind = kind
        self.name = name
        self.sizeSectors = sizeSectors
        self.alignmentBytes = alignmentBytes
        self.maxSectorsPerIO = maxSectorsPerIO
    }

    private static func absence(of number: DeviceNumber) -> String {
        guard let device = try? BlockDevice(number: number) else {
            return "no block device has the number \(number)"
        }
        return "\(number) is \(device.name), of which there is no node in /dev: "
            + "mknod \(device.nodePath) b \(number.major) \(number.minor)"
    }

    private init(_ path: String, name: String, isWritable: Bool) throws(HarnessError) {
        let probe: UringProbe
        do {
            // Nothing is opened for writing before it is cleared.
            probe = try UringProbe(path, isWritable: false)
        } catch {
            throw .environment("\(error)")
        }
        guard probe.sizeSectors > 0 else { throw .environment("\(path) is empty: it has no sector") }
        guard !isWritable || !probe.isReadOnly else {
            throw .environment("\(path) is read-only (blockdev --setrw) and the workload writes")
        }
        var status = stat()
        guard stat(path, &status) == 0, let resolved = realpath(path, nil) else {
            throw .environment("\(path): \(errorText(errno))")
        }
        defer { free(resolved) }
        // Root may write to any file, but the file's mode forbids it.
        guard !isWritable || status.st_mode & 0o222 != 0 else {
            throw .environment(
                "\(path) is read-only (its mode has no write permission) and the workload writes")
        }
        self.init(
            kind: .real(path: String(cString: resolved), isBlockDevice: probe.isBlockDevice), name: name,
            sizeSectors: probe.sizeSectors, alignmentBytes: UInt64(max(probe.alignmentBytes, 1)),
            maxSectorsPerIO: Self.defaultMaxSectors)
        crashesDividedPolling = KernelHazard.isDangerous(path: String(cString: resolved))
        guard probe.isBlockDevice, let device = try? BlockDevice(number: DeviceNumber(status.st_rdev))
        else { return }
        let facts = DeviceFacts(device)
        self.device = facts
        maxSectorsPerIO = facts.maxSectorsPerIO.flatMap(UInt32.init(exactly:)) ?? Self.defaultMaxSectors
    }
}
