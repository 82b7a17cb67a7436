import Placement
import Units

/// Why a driver has no poll queues for its disk, and how it gets some.
struct DriverObstacle {
    private let disk: BlockDevice
    private let wanted: Int
    private let files: KernelFiles
    private var sys: Sysfs { files.sys }

    init(_ disk: BlockDevice, wanted: Int, in files: KernelFiles) {
        self.disk = disk
        self.wanted = wanted
        self.files = files
    }

    var advice: [Advice] {
        if disk.name.hasPrefix("nullb") { return [ofNullBlk] }
        if let found = DriverParameter(of: disk, in: sys) { return [of(found)] }
        if let transport = sys.line("\(disk.folder)/device/transport"), transport != "pcie" {
            return [
                Advice(
                    .polling, disk, "no poll queues (connected over \(transport) without)",
                    note: "connect it with `nvme connect --nr-poll-queues=\(wanted)` (nvme-connect(1))")
            ]
        }
        let driver =
            sys.resolvedName("\(disk.folder)/device/driver") ?? String(disk.name.prefix { !$0.isNumber })
        return [
            Advice(.polling, disk, "its driver has no poll queues to turn on (\(driver))")
        ]
    }

    /// Drivers read the parameter when they take a device, so they must take it once more. Resetting an NVMe controller
    /// looks like less, but does not do: whether there is a map of poll queues at all is settled before
    /// (`nvme_pci_nr_maps`).
    private func of(_ found: DriverParameter) -> Advice {
        let queues = max(wanted, found.value)
        let needsSecondQueue = found.module == "virtio_blk" && sys.entries("\(disk.folder)/mq").count == 1
        let reason =
            found.value == 0
            ? "no poll queues (\(found.name) is 0)"
            : "no poll queues although \(found.name) is \(found.value) (set after the driver took the device, or the "
                + "device has too few queues)"
        var notes: [String] = []
        if needsSecondQueue {
            notes.append("its one queue is for interrupts: give the virtual disk more (QEMU: num-queues)")
        }
        var commands: [String] = []
        if found.isWritable {
            let user = found.devices(in: sys).first { isInUse($0) }
            if let user {
                notes.append("not at once: \(user.name) is in use, and its driver would have to take it anew")
            } else {
                commands = found.rebinding(queues: queues)
            }
        } else {
            notes.append("see modinfo -p \(found.module)")
        }
        return Advice(
            .polling, disk, reason, kernelParameter: "\(found.name)=\(queues)", commands: commands,
            note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    }

    /// null_blk makes disks by its parameters, or one by one in configfs (Documentation/block/null_blk.rst of the
    /// kernel), where the parameter is the most that a disk gets.
    private var ofNullBlk: Advice {
        let most = sys.integer("module/null_blk/parameters/poll_queues") ?? 0
        let folder = "kernel/config/nullb/\(disk.name)"
        let inUse = isInUse(disk)
        let note = inUse ? "not at once: \(disk.name) is in use" : "what the disk holds is lost"
        let queues = min(wanted, 2)
        if most > 0, sys.exists(folder) {
            let path = ShellWord.quoted("/sys/\(folder)")
            let commands = [
                "echo 0 > \(path)/power", "echo \(min(queues, most)) > \(path)/poll_queues",
                "echo 1 > \(path)/power",
            ]
            return Advice(
                .polling, disk, "no poll queues (made without)", commands: inUse ? [] : commands, note: note)
        }
        let count = sys.integer("module/null_blk/parameters/nr_devices") ?? 1
        let load = "modprobe null_blk nr_devices=\(count) poll_queues=\(queues)"
        return Advice(
            .polling, disk, "no poll queues (null_blk.poll_queues is \(most))",
            kernelParameter: "null_blk.poll_queues=\(queues)",
            commands: inUse ? [] : ["modprobe -r null_blk", load],
            note: note + "; give null_blk its other parameters again")
    }

    private func isInUse(_ device: BlockDevice) -> Bool {
        let parts = sys.entries(device.folder).filter { sys.exists("\(device.folder)/\($0)/partition") }
        return ([device] + parts.map(BlockDevice.init)).contains { device in
            let number = sys.line("\(device.folder)/dev").flatMap { DeviceNumber($0) }
            let uses = DeviceUses(number: number, paths: [device.nodePath], in: files)
            return !uses.mountPoints.isEmpty || uses.isSwap
                || !sys.entries("\(device.folder)/holders").isEmpty
        }
    }
}

/// A driver on the way from a disk to the root of the device tree that has a parameter for poll queues.
struct DriverParameter {
    let module: String
    /// As the kernel's command line takes it: `nvme.poll_queues`.
    let name: String
    let value: Int
    /// Whether it can be changed while the driver is loaded.
    let isWritable: Bool
    /// The parameter's file, the driver's folder, and the folder of the device that it drives.
    private let file: String
    private let driver: String
    private let device: String

    /// `virtscsi_poll_queues` is virtio_scsi's; all others of Linux 6.12 have `poll_queues`.
    private static let names = ["poll_queues", "virtscsi_poll_queues"]

    init?(of disk: BlockDevice, in sys: Sysfs) {
        var path = sys.resolved(disk.folder)?.split(separator: "/") ?? []
        while path.count > 1 {
            let device = path.joined(separator: "/")
            if let driver = sys.resolved("\(device)/driver"),
                let found = Self(device, driver: driver, in: sys)
            {
                self = found
                return
            }
            path.removeLast()
        }
        return nil
    }

    private init?(_ device: String, driver: String, in sys: Sysfs) {
        let driverName = driver.split(separator: "/").last.map(String.init) ?? driver
        // A driver that is built in may have no link to its module.
        let module = sys.resolvedName("\(driver)/module") ?? driverName.replacing("-", with: "_")
        let folder = "module/\(module)/parameters"
        guard let parameter = Self.names.first(where: { sys.exists("\(folder)/\($0)") }) else { return nil }
        self.module = module
        self.driver = driver
        self.device = device
        name = "\(module).\(parameter)"
        file = "\(folder)/\(parameter)"
        value = sys.integer(file) ?? 0
        isWritable = sys.isWritable(file)
    }

    /// The disks that the driver would take away for a moment; for a path of a multipath drive the drive.
    func devices(in sys: Sysfs) -> [BlockDevice] {
        sys.entries("block").filter { name in
            sys.resolved("block/\(name)")?.hasPrefix(device + "/") ?? false
        }
        .map { BlockDevice(name: NVMeName($0)?.head ?? $0) }
    }

    /// Commands that set the parameter and let the driver take the device anew.
    func rebinding(queues: Int) -> [String] {
        let name = ShellWord.quoted(device.split(separator: "/").last.map(String.init) ?? device)
        let folder = "/sys/" + driver
        return [
            "echo \(queues) > \(ShellWord.quoted("/sys/" + file))",
            "echo \(name) > \(ShellWord.quoted(folder + "/unbind"))",
            "echo \(name) > \(ShellWord.quoted(folder + "/bind"))",
        ]
    }
}
