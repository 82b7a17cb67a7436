import BlockLayer

/// A drive whose published figures a model device gives: `--model-drive`.
public struct ModelDrive: Sendable, Equatable {
    /// The name that options and matrices take.
    public let name: String
    /// What it is, and where its figures are from.
    public let source: String
    /// The service time of a 4 KiB read: the published latency at depth 1 without the time of the host, which is
    /// estimated at 0.7 µs where the kernel polled and at 1.6 µs where it waited for interrupts. Where only a mean is
    /// published, the p99 is an estimate: a tenth to twice as much.
    let service: ServiceTime
    /// Dies; 0 where the medium is no bound.
    let parallelism: Int
    /// Commands per second; 0 where the link or the dies are the bound.
    let iopsAtMost: Int
    /// Bytes per second of the link, by its data sheet; of the p5800x and the p4800x as measured.
    let bytesPerSecond: UInt64

    /// All drives, by name.
    public static let all = [
        ModelDrive(
            name: "900p",
            source: "Intel Optane 900P: CHEOPS 2023, 8.9 µs polled; data sheet, 550k and 2.5 GB/s",
            service: .lognormal(medianNanoseconds: 8_200, p99Nanoseconds: 9_500), parallelism: 0,
            iopsAtMost: 550_000, bytesPerSecond: 2_500_000_000),
        ModelDrive(
            name: "9100-max", source: "Micron 9100 MAX (MLC): AnandTech, median 104 µs, p99 117 µs, 750k",
            service: .lognormal(medianNanoseconds: 102_400, p99Nanoseconds: 115_000), parallelism: 78,
            iopsAtMost: 0, bytesPerSecond: 3_200_000_000),
        ModelDrive(
            name: "983-zet",
            source: "Samsung 983 ZET (Z-NAND): DPAS, 15.3 µs polled; data sheet, 750k and 3.4 GB/s",
            service: .lognormal(medianNanoseconds: 14_600, p99Nanoseconds: 25_000), parallelism: 0,
            iopsAtMost: 750_000, bytesPerSecond: 3_400_000_000),
        ModelDrive(
            name: "p3700", source: "Intel P3700 (MLC): AnandTech, median 76 µs, p99 96 µs, 450k",
            service: .lognormal(medianNanoseconds: 74_400, p99Nanoseconds: 94_000), parallelism: 34,
            iopsAtMost: 0, bytesPerSecond: 2_800_000_000),
        ModelDrive(
            name: "p41",
            source: "SK hynix P41 (TLC) behind PCIe 3: DPAS, 48.3 µs polled; data sheet, 1.4M with PCIe 4",
            service: .lognormal(medianNanoseconds: 47_600, p99Nanoseconds: 90_000), parallelism: 67,
            iopsAtMost: 0, bytesPerSecond: 3_500_000_000),
        ModelDrive(
            name: "p4800x", source: "Intel Optane P4800X: AnandTech, median 9 µs, p99 10 µs, 585k",
            service: .lognormal(medianNanoseconds: 7_400, p99Nanoseconds: 8_400), parallelism: 0,
            iopsAtMost: 585_000, bytesPerSecond: 2_400_000_000),
        ModelDrive(
            name: "p5800x",
            source: "Intel Optane P5800X, PCIe 4: DPAS, 5.89 µs polled; Axboe, 5.0M of 512 bytes",
            service: .lognormal(medianNanoseconds: 5_190, p99Nanoseconds: 6_000), parallelism: 0,
            iopsAtMost: 5_000_000, bytesPerSecond: 6_500_000_000),
    ]

    /// Makes a device like a drive, or like none.
    static func preset(_ drive: ModelDrive?, _ settings: inout ModelSettings) {
        let usual = ModelSettings()
        settings.service = drive?.service ?? usual.service
        settings.parallelism = drive?.parallelism ?? usual.parallelism
        settings.iopsAtMost = drive?.iopsAtMost ?? usual.iopsAtMost
        settings.bytesPerSecond = drive?.bytesPerSecond ?? usual.bytesPerSecond
    }
}

extension ModelDrive {
    /// - Throws: `usage` with the names that there are.
    init(named name: String) throws(HarnessError) {
        guard let drive = Self.all.first(where: { $0.name == name }) else {
            let names = Self.all.map(\.name).joined(separator: ", ")
            throw .usage("unknown drive \"\(name)\"; there are: \(names)")
        }
        self = drive
    }
}
