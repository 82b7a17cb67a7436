import Foundation
import Testing

/// The write guard and the looks at disks where parts of sysfs and procfs are masked, as in containers.
@Suite(
    .enabled(if: Masked.isPossible && LoopDevice.isPossible, "needs root, mount namespaces and loop devices"))
struct MaskedFilesTests {
    private let file = try! TemporaryFile.make(sizeBytes: 1 << 20)

    private func write(_ path: String, _ launcher: [String]) throws -> Command {
        try Command(
            [
                "run", "--filename", path, "--rw", "write", "--allow-writes", "--design", "interrupt",
                "--runtime", "0.05", "--ramp-time", "0", "--overwrite-signature", "ext4",
            ], by: launcher)
    }

    private func expectRefusal(_ path: String, _ launcher: [String], _ words: String) throws {
        let before = try Data(contentsOf: file)
        let command = try write(path, launcher)
        #expect(command.code == 1)
        #expect(command.output.isEmpty && command.errorLines.count == 1)
        #expect(command.errors.hasPrefix("pollbench: refusing to write to \(path): "), "\(command.errors)")
        #expect(command.errors.contains(words), "\(command.errors)")
        #expect(try Data(contentsOf: file) == before)
    }

    @Test(arguments: [
        ("/sys", "/sys cannot be read"), ("/sys/block", "/sys/block cannot be read"),
        ("/sys/class", "/sys/class/block/"), ("/sys/class/block", "/sys/class/block/"),
        ("/sys/devices", "/size cannot be read"), ("/sys/devices/virtual", "/size cannot be read"),
        ("/sys/devices/virtual/block", "/size cannot be read"), ("/proc", "/proc cannot be read"),
        ("/proc/swaps", "/proc/swaps cannot be read"),
    ])
    func aFileIsRefusedWhereUsesAreHidden(_ mask: String, _ words: String) throws {
        defer { try? FileManager.default.removeItem(at: file) }
        try expectRefusal(file.path, Masked.launcher(mask), words)
    }

    @Test(arguments: [
        ("/sys", "/sys cannot be read"), ("/sys/block", "/sys/block cannot be read"),
        ("/sys/dev", "/sys/dev/block/7:"), ("/sys/dev/block", "/sys/dev/block cannot be read"),
        ("/sys/class/block", "/sys/class/block/"), ("/sys/devices/virtual/block", "/sys/dev/block/7:"),
        ("/proc", "/proc cannot be read"), ("/proc/swaps", "/proc/swaps cannot be read"),
    ])
    func aBlockDeviceIsRefusedWhereUsesAreHidden(_ mask: String, _ words: String) throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let device = try LoopDevice(options: [])
        try expectRefusal(device.path, Masked.launcher(mask), words)
        for part in ["holders", "loop", "size", "dev"] {
            let hidden = "/sys/block/\(device.path.dropFirst("/dev/".count))/\(part)"
            try expectRefusal(device.path, Masked.launcher(hidden), "\(part) cannot be read")
        }
    }

    /// A loop device that is hidden may stand on any file.
    @Test func oneHiddenDeviceIsEnough() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let device = try LoopDevice(options: [])
        let name = device.path.dropFirst("/dev/".count)
        for hidden in [
            "/sys/block/\(name)", "/sys/block/\(name)/loop", "/sys/block/\(name)/loop/backing_file",
        ] {
            try expectRefusal(file.path, Masked.launcher(hidden), "/sys/class/block/\(name)/")
        }
    }

    /// The shell goes on as the program, with its number.
    @Test(arguments: ["/dev/null", "/etc/hostname"])
    func aMountTableThatIsNotTheKernelsIsNotBelieved(_ other: String) throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let launcher = Masked.launcher(then: "mount --bind \(other) /proc/$$/mountinfo")
        try expectRefusal(file.path, launcher, "/proc/self/mountinfo cannot be read")
        let device = try LoopDevice(options: [])
        try expectRefusal(device.path, launcher, "/proc/self/mountinfo cannot be read")
    }

    /// procfs with subset=pid has no list of swap.
    @Test func halfAProcIsNotEnough() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let launcher = Masked.launcher(then: "mount -t proc -o subset=pid proc /proc")
        try expectRefusal(file.path, launcher, "/proc/swaps cannot be read")
        let devices = try Command(["devices"], by: launcher)
        #expect(devices.code == 0 && devices.errors.contains("mounts and swap are not known: /proc/swaps"))
    }

    @Test func aLoopDeviceOnAFileThatCannotBeFoundIsInTheWay() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let device = try LoopDevice(options: [])
        let copy = "/var/tmp/pollbench-test-\(device.path.dropFirst("/dev/".count))"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let script = "cp \(file.path) \(copy); mount -t tmpfs none /tmp"
        let command = try write(copy, Masked.launcher("/dev", then: script))
        #expect(command.code == 1)
        #expect(command.errors.contains(" stands on "), "\(command.errors)")
        #expect(command.errors.contains("which cannot be found here"), "\(command.errors)")
    }

    @Test func withNothingHiddenTheSameIsAccepted() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try write(file.path, Masked.launcher()).code == 0)
        // Of what Podman masks, a file's uses need nothing.
        #expect(try write(file.path, Masked.launcher("/sys/dev/block")).code == 0)
    }

    private func read(_ arguments: [String], _ launcher: [String]) throws -> Command {
        try Command(
            ["run", "--runtime", "0.05", "--ramp-time", "0", "--design", "interrupt"] + arguments,
            by: launcher)
    }

    @Test func aBlockDeviceIsReadWithoutItsLink() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let device = try LoopDevice(options: [])
        let podman = Masked.launcher("/sys/dev/block")
        let command = try read(["--filename", device.path], podman)
        #expect(command.code == 0 && !command.errors.contains("was not checked"), "\(command.errors)")
        let devices = try Command(["devices", device.path], by: podman)
        #expect(devices.code == 0 && devices.output.contains(device.path.dropFirst("/dev/".count)))
        let polled = try Command(["run", "--filename", device.path, "--design", "bio-array"], by: podman)
        #expect(polled.code == 1 && !polled.errors.contains("file system"), "\(polled.errors)")
    }

    @Test func aCheckThatCouldNotBeMadeStandsInTheRow() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        for path in [file.path, "model:0"] {
            let command = try read(["--filename", path, "--format", "json"], Masked.launcher("/sys"))
            #expect(command.code == 0)
            let note = command.output.firstMatch(of: /"note":"([^"]*)"/).map { String($0.1) } ?? ""
            #expect(
                note.contains("/sys/devices/system/cpu does not show which CPUs share a core"),
                "\(command.output)")
            #expect(note.contains("\(path): /sys does not show the device") == (path != "model:0"))
            #expect(command.errors.contains("pollbench: \(note)"), "\(command.errors)")
        }
        let seen = try read(["--filename", "model:0", "--format", "json"], Masked.launcher())
        #expect(seen.output.contains("\"note\":null") && !seen.errors.contains("does not show"))
    }

    @Test func aDeviceThatSysfsHidesIsCalledSo() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let device = try LoopDevice(options: [])
        let polled = try Command(
            ["run", "--filename", device.path, "--design", "bio-array"], by: Masked.launcher("/sys"))
        #expect(polled.code == 1)
        #expect(polled.errors.contains("/sys does not show the device 7:"), "\(polled.errors)")
        #expect(!polled.errors.contains("file system"))
    }

    @Test(arguments: ["/sys", "/sys/block", "/sys/class/block", "/sys/devices/virtual/block"])
    func aListThatLacksDevicesIsNoList(_ mask: String) throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let command = try Command(["devices"], by: Masked.launcher(mask))
        #expect(command.code == 1 && command.output.isEmpty)
        #expect(command.errors.contains("cannot be listed: /sys"), "\(command.errors)")
        #expect(try Command(["devices"], by: Masked.launcher()).code == 0)
        let record = try Command(["env"], by: Masked.launcher(mask))
        #expect(record.code == 0 && record.errors.contains("cannot be listed: /sys"))
    }

    /// Devices are where `dmsetup table` says, whatever udev has made of them.
    @Test func aTableByNumberNeedsNoLinks() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let device = try LoopDevice(options: [])
        let minor = device.path.dropFirst("/dev/loop".count)
        for launcher in [Masked.launcher(), Masked.launcher("/sys"), Masked.launcher("/sys/dev/block")] {
            let command = try read(["--table", "0 2048 linear 7:\(minor) 0"], launcher)
            #expect(command.code == 0, "\(command.errors)")
        }
        let renamed = "mkdir /dev/x; mknod /dev/x/y b 7 \(minor)"
        #expect(
            try read(["--table", "0 2048 linear 7:\(minor) 0"], Masked.launcher("/dev", then: renamed)).code
                == 0)
        let bare = try read(["--table", "0 2048 linear 7:\(minor) 0"], Masked.launcher("/dev"))
        #expect(bare.errors.contains("mknod \(device.path) b 7 \(minor)"), "\(bare.errors)")
        let absent = try read(["--table", "0 2048 linear 250:4242 0"], [])
        #expect(absent.code == 1 && absent.errors.contains("no block device has the number 250:4242"))
    }
}
