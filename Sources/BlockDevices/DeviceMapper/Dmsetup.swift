import Glibc
import Processes

/// The commands of dmsetup(8) that are needed here.
public struct Dmsetup: Sendable {
    private let path: String

    /// Finds the program, also where a user's PATH leaves out the folders for administration.
    ///
    /// - Throws: if it is not installed.
    public init() throws(DeviceMapperError) {
        let words = getenv("PATH").map { String(cString: $0) } ?? ""
        let folders = words.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        guard let path = folders.map({ $0 + "/dmsetup" }).first(where: { access($0, X_OK) == 0 }) else {
            throw DeviceMapperError("dmsetup is not installed: apt install dmsetup")
        }
        self.init(path: path)
    }

    /// - Parameter path: of a stand-in, for tests.
    init(path: String) {
        self.path = path
    }

    /// The table of a device as the kernel has it: `START LENGTH TYPE ARGUMENTS`, devices by number.
    public func table(of device: DeviceNumber) throws(DeviceMapperError) -> String {
        let arguments = ["table", "--major", "\(device.major)", "--minor", "\(device.minor)"]
        return try run(arguments, "read the table of device \(device)")
    }

    /// Makes a device and sees to it that its node is there: where no udev runs, nobody else makes it.
    func create(_ device: NewMappedDevice) throws(DeviceMapperError) {
        let name = device.identity.name
        let arguments = ["create", name, "--uuid", device.identity.uuid]
        try run(arguments + (device.isReadOnly ? ["--readonly"] : []), "make \(name)", input: device.table)
        if access(device.identity.path, F_OK) == 0 { return }
        try run(["mknodes", name], "make the node of \(name)")
    }

    /// Removes the device that has this UUID, whatever its name. What udev has open for a moment is tried again for
    /// some seconds.
    func remove(_ device: DeviceIdentity) throws(DeviceMapperError) {
        try run(["remove", "--retry", "--uuid", device.uuid], "remove \(device.path)")
    }

    /// The UUIDs of all mapped devices that there are.
    func uuids() throws(DeviceMapperError) -> Set<String> {
        let list = ["info", "--columns", "--noheadings", "--options", "uuid"]
        let text = try run(list, "list the mapped devices")
        return Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// False only if the device is known not to be there.
    func mayBeThere(_ device: DeviceIdentity) -> Bool {
        (try? uuids().contains(device.uuid)) ?? true
    }

    /// - Parameter what: what the command is for, after "cannot".
    @discardableResult
    private func run(
        _ arguments: [String], _ what: String, input: String = ""
    ) throws(DeviceMapperError) -> String {
        let process: Ended
        do {
            var setup = ChildProcess.Setup()
            (setup.input, setup.environment) = (input, Self.environment)
            process = try ChildProcess([path] + arguments, setup).finish()
        } catch {
            throw DeviceMapperError(error.description)
        }
        guard process.code == 0 else {
            throw DeviceMapperError("cannot \(what): \(Self.reason(process, isRoot: geteuid() == 0))")
        }
        return process.output
    }

    /// This process' variables without those that change what a program of device-mapper does or prints: other folders
    /// for its nodes, another process' udev cookie, a language. Without udev dmsetup makes the nodes itself, and only
    /// the user knows that there is none.
    static var environment: [String] {
        let own = ChildProcess.ownEnvironment
        return ChildProcess.ownEnvironment(without: ["DM_", "LVM_", "LC_", "LANG"])
            + own.filter { $0.hasPrefix("DM_DISABLE_UDEV=") } + ["LC_ALL=C"]
    }

    /// The message of dmsetup, or what it means.
    private static func reason(_ process: Ended, isRoot: Bool) -> String {
        let lines = process.errors.split(whereSeparator: \.isNewline).map(String.init)
        let isCutOff = lines.contains { $0.contains("Failure to communicate with kernel") }
        switch (isCutOff, isRoot) {
        case (true, true): return "this kernel has no device mapper: modprobe dm-mod"
        case (_, false): return "mapped devices are for root: run as root"
        case (false, true):
            let said = lines.first ?? "dmsetup ended with code \(process.code)"
            return said.contains("ioctl") && said.contains("Invalid argument")
                ? "the kernel refuses the table (dmesg says why): \(said)" : said
        }
    }
}
