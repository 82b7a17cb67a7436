import BlockDevices
import CPlatform
import Glibc
import Placement
import Units

/// Checks whether the machine is idle before a measurement. It only reports: runs go on, and the watch around each
/// cell decides about its row.
public struct IdleCheck: Sendable {
    /// The duration of the check. The load average would show the past minutes, with our own earlier runs.
    static let nanoseconds: UInt64 = 100_000_000

    /// Share of the time of the CPUs to be used that others may use. In a tenth of a second a CPU has ten ticks, of
    /// which rounding may make one.
    static let busyLimit = 0.2

    private let files: KernelFiles
    private let cpus: [Int]
    private let devices: [BlockDevice]

    /// - Parameters:
    ///   - cpus: those of the threads to come.
    ///   - devices: those that will be measured; a partition stands for its disk, which others may use.
    public init(cpus: [Int], devices: [BlockDevice], in files: KernelFiles = KernelFiles()) {
        self.files = files
        self.cpus = Set(cpus).sorted()
        let disks = devices.map { $0.wholeDisk(in: files) }
        self.devices = Set(disks).sorted { $0.name < $1.name }
    }

    /// Looks for a tenth of a second, in which the caller must use neither the CPUs nor the devices.
    ///
    /// - Returns: a line for each thing that is not idle.
    public func lines() -> [String] {
        let before = read()
        usleep(UInt32(Self.nanoseconds / 1000))
        return lines(from: before, to: read())
    }

    struct Reading {
        var nanoseconds: UInt64
        var cpuTimes: [Int: CPUTime]
        var traffic: [BlockDevice: Traffic]
    }

    /// The counts of a disk (Documentation/block/stat.rst of the kernel).
    struct Traffic {
        /// Reads, writes, discards and flushes that have ended.
        var done: UInt64
        var inFlight: UInt64
    }

    func read() -> Reading {
        let traffic = devices.compactMap { device in self.traffic(of: device).map { (device, $0) } }
        return Reading(
            nanoseconds: platform_monotonic_ns(), cpuTimes: CPUTime.all(in: files),
            traffic: Dictionary(uniqueKeysWithValues: traffic))
    }

    func lines(from before: Reading, to after: Reading) -> [String] {
        let elapsed = Double(after.nanoseconds.growth(from: before.nanoseconds))
        guard elapsed > 0 else { return [] }
        return [busyCPUs(before, after, elapsed)].compactMap(\.self)
            + devices.compactMap { busyDevice($0, before, after, elapsed) }
    }

    private func busyCPUs(_ before: Reading, _ after: Reading, _ elapsed: Double) -> String? {
        let ticks = cpus.map { cpu -> UInt64 in
            guard let early = before.cpuTimes[cpu], let late = after.cpuTimes[cpu] else { return 0 }
            return late.busyTicks.growth(from: early.busyTicks)
        }
        let busy = Double(ticks.reduce(into: 0) { $0 &+= $1 }) * Double(CPUTime.tickNanoseconds)
        let share = cpus.isEmpty ? 0 : busy / elapsed / Double(cpus.count)
        guard share >= Self.busyLimit else { return nil }
        return
            "CPU \(CPUList(cpus)) was \(percent(min(share, 1))) busy before the start: other programs run there"
    }

    private func busyDevice(
        _ device: BlockDevice, _ before: Reading, _ after: Reading, _ elapsed: Double
    ) -> String? {
        guard let early = before.traffic[device], let late = after.traffic[device] else { return nil }
        let done = late.done.growth(from: early.done)
        guard done > 0 || late.inFlight > 0 else { return nil }
        let rate = Int((Double(done) * 1e9 / elapsed).rounded())
        let inFlight = late.inFlight > 0 ? ", \(late.inFlight) in flight" : ""
        return "\(device.name) is in use before the start: \(rate) IOs of others per second\(inFlight)"
    }

    private func traffic(of device: BlockDevice) -> Traffic? {
        let words = files.sys.line("\(device.folder)/stat")?.split(separator: " ") ?? []
        let fields = words.compactMap { UInt64($0) }
        // Discards came with 4.18, flushes with 5.5.
        guard fields.count == words.count, fields.count >= 11 else { return nil }
        let done = [0, 4, 11, 15].filter { $0 < fields.count }.reduce(0) { $0 &+ fields[$1] }
        return Traffic(done: done, inFlight: fields[8])
    }
}
