import CPlatform
import Glibc
import Placement
import Units

/// Readings of a machine, by the numbers of its CPUs; all in nanoseconds.
protocol MachineProbe {
    /// An access to a line that the CPU has, or an instruction.
    func accesses(_ access: platform_access, on cpu: Int) throws(MeasurementError) -> [Double]
    /// A line from one CPU to another, one way.
    /// - Parameter home: the node of the line's memory; nil for any.
    func transfers(_ one: Int, _ other: Int, home: Int?) throws(MeasurementError) -> [Double]
    /// Loads from a buffer of this size, in bytes.
    func chases(bytes: Int, on cpu: Int, node: Int?) throws(MeasurementError) -> [Double]
    /// The time per operation of all CPUs together.
    func contests(_ contest: platform_contest, of cpus: [Int]) throws(MeasurementError) -> [Double]
    /// Which CPU made each of many additions to one word, by its place in the list.
    func winners(of cpus: [Int]) throws(MeasurementError) -> [UInt16]
}

/// Why a machine cannot be measured. One line.
public struct MeasurementError: Error, Equatable, CustomStringConvertible {
    public let description: String
}

/// Readings of the machine that runs this program, by pinned threads.
struct PinnedProbe: MachineProbe {
    private static let blocks = 40
    /// Enough for several rounds of a small buffer: the first one finds it in no cache.
    private static let chaseBlocks = 400
    /// Windows of a contest, and how often they are tried on a busy machine.
    private static let windows = 40
    private static let mostTries = 50
    private static let additions = 1 << 15

    func accesses(_ access: platform_access, on cpu: Int) throws(MeasurementError) -> [Double] {
        try readings(on: [cpu], count: Self.blocks) {
            platform_measure_access(Int32(cpu), access, $0, Int32(Self.blocks))
        }
    }

    func transfers(_ one: Int, _ other: Int, home: Int?) throws(MeasurementError) -> [Double] {
        NodeMemory.prefer(home)
        defer { NodeMemory.prefer(nil) }
        return try readings(on: [one, other], count: Self.blocks) {
            platform_measure_transfer(Int32(one), Int32(other), $0, Int32(Self.blocks))
        }
    }

    func chases(bytes: Int, on cpu: Int, node: Int?) throws(MeasurementError) -> [Double] {
        NodeMemory.prefer(node)
        defer { NodeMemory.prefer(nil) }
        return try readings(on: [cpu], count: Self.chaseBlocks) {
            platform_measure_chase(Int32(cpu), bytes, $0, Int32(Self.chaseBlocks))
        }
    }

    /// Windows in which no CPU was taken from its thread.
    func contests(_ contest: platform_contest, of cpus: [Int]) throws(MeasurementError) -> [Double] {
        let numbers = cpus.map { Int32($0) }
        var quiet: [Double] = []
        for _ in 0..<Self.mostTries where quiet.count < Self.windows {
            quiet += try readings(on: cpus, count: Self.windows) {
                platform_measure_contest(contest, numbers, Int32(numbers.count), $0, Int32(Self.windows))
            }
            .filter { $0 > 0 }
        }
        guard !quiet.isEmpty else { throw Self.isBusy(cpus) }
        return quiet
    }

    func winners(of cpus: [Int]) throws(MeasurementError) -> [UInt16] {
        let numbers = cpus.map { Int32($0) }
        var winners = [UInt16](repeating: 0, count: Self.additions)
        for _ in 0..<Self.mostTries {
            let status = platform_log_additions(
                numbers, Int32(numbers.count), &winners, UInt32(Self.additions))
            if status == 0 { return winners }
            guard status == EAGAIN else { throw Self.failure(cpus, status) }
        }
        throw Self.isBusy(cpus)
    }

    private func readings(
        on cpus: [Int], count: Int, _ measure: (UnsafeMutablePointer<Double>) -> Int32
    ) throws(MeasurementError) -> [Double] {
        var values = [Double](repeating: 0, count: count)
        let status = values.withUnsafeMutableBufferPointer { $0.baseAddress.map(measure) ?? EINVAL }
        guard status == 0 else { throw Self.failure(cpus, status) }
        return values
    }

    private static func failure(_ cpus: [Int], _ status: Int32) -> MeasurementError {
        let reason = String(cString: platform_error_text(status))
        return MeasurementError(description: "cannot measure on CPU \(CPUList(cpus)): \(reason)")
    }

    private static func isBusy(_ cpus: [Int]) -> MeasurementError {
        let text = "other programs use CPU \(CPUList(cpus)) all the time: measure when the machine is idle"
        return MeasurementError(description: text)
    }
}
