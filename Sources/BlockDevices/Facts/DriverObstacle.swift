import Placement
import Units

/// The reason why a driver has no poll queues for its disk, and the remedy.
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
        let reason =
            found.value == 0
            ? "no poll queues (\(found.name) is 0)"
            : "no poll queues although \(found.name) is \(found.value) (set after the driver took the device, or the "
                + "device has too few queues)"
        var commands: [String] = []
        var note: String?
        if found.module == "virtio_blk", sys.entries("\(disk.folder)/mq").count == 1 {
            note = "its one queue is for interrupts: give the virtual disk more (QEMU: num-queues)"
        } else if !found.isWritable {
            note = "see modinfo -p \(found.module)"
        } else if found.devices(in: sys).contains(where: isInUse) {
            note = "not now: it, or another disk of its controller, is in use"
        } else {
            commands = found.rebinding(queues: queues)
            // Not all use shows in the kernel's tables: other mount namespaces, programs that have it open.
            note = "the driver lets go of the device for a moment: nothing may use it"
        }
        return Advice(
            .polling, disk, reason, kernelParameter: "\(found.name)=\(queues)", commands: commands, note: note
        )
    }

    /// null_blk makes disks by its parameters, or one by one in configfs (Documentation/block/null_blk.rst of the
    /// kernel), where the parameter is the most that a disk gets.
    private var ofNullBlk: Advice {
        let most = sys.integer("module/null_blk/parameters/poll_queues") ?? 0
        let folder = "kernel/config/nullb/\(disk.name)"
        let inUse = isInUse(disk)
        let note = inUse ? "not now: it is in use" : "what the disk holds is lost"
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
