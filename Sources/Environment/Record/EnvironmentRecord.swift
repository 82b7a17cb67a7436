import BlockDevices
import Foundation

/// What numbers depend on, beside what was asked for: the machine, its kernel, its devices and this program, at one
/// moment. What is not known is nil, and null in JSON; nothing is a guess.
public struct EnvironmentRecord: Codable, Hashable, Sendable {
    /// Raised when a name changes its meaning or goes; new ones may come at any time.
    public static let currentSchemaVersion = 1

    /// The version of the schema of the file.
    public var schemaVersion = currentSchemaVersion
    /// ISO 8601, UTC.
    public var time: String
    public var software: SoftwareRecord
    public var kernel: KernelRecord
    public var virtualisation: VirtualisationRecord
    public var cpus: CPURecord
    /// The nodes by their numbers; nil on kernels without NUMA.
    @Nullable public var numaNodes: [String: NodeRecord]?
    public var clock: ClockRecord
    @Nullable public var load: LoadRecord?
    /// The devices by the kernel's names: those that were asked for, and those below them.
    public var devices: [String: DeviceRecord]

    /// Looks at this machine.
    ///
    /// - Parameters:
    ///   - devices: disks, partitions or mapped devices; all that these stand on are looked at, too.
    ///   - time: now, ISO 8601, UTC.
    ///   - software: see ``SoftwareRecord/current(pollbench:commit:in:)``.
    ///   - clock: the clock of the data plane.
    ///   - table: returns the table of a mapped device.
    public static func current(
        devices: [BlockDevice], time: String, software: SoftwareRecord, clock: DataPlaneClock,
        table: (DeviceNumber) -> String? = MappedDeviceRecord.kernelsTable,
        in files: KernelFiles = KernelFiles()
    ) -> EnvironmentRecord {
        EnvironmentRecord(
            time: time, software: software, kernel: KernelRecord(in: files),
            virtualisation: VirtualisationRecord(hypervisor: HypervisorName.ofThisMachine, in: files),
            cpus: CPURecord(in: files), numaNodes: NodeRecord.all(in: files),
            clock: ClockRecord(clock, in: files), load: LoadRecord(in: files),
            devices: DeviceRecord.all(devices, table: table, in: files))
    }
}

extension EnvironmentRecord {
    /// A JSON document with sorted keys, one value per line, and a newline at its end.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(self) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// Reads what ``json`` writes.
    init(json: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(EnvironmentRecord.self, from: Data(json.utf8))
    }
}
