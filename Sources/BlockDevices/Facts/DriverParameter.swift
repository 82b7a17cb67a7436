import Placement
import Units

/// A driver on the way from a disk to the root of the device tree that has a parameter for poll queues.
struct DriverParameter {
    let module: String
    /// The name on the kernel's command line: `nvme.poll_queues`.
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
