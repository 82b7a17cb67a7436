import BlockDevices
import BlockLayer
import Glibc
import Harness
import RandomNumbers
import Tables

/// Whether the engine and the kernel put the same sectors into the same places, for one table.
///
/// What the engine wrote is read through dm; what dm then writes of it again must leave every byte of the leaves as
/// the engine had left it; and what dm wrote over it is read through the engine.
struct DataCheck {
    private let stack: Stack
    private let leaves: [Device]
    private let leafSectors: Int
    private var random: RandomGenerator
    private var sectors: Int { Int(stack.top.lengthSectors) }
    /// How the engine ran, for messages.
    private(set) var settings = ""

    init(_ stack: Stack, leaves: [Device], leafSectors: Int, seed: UInt64) {
        self.stack = stack
        self.leaves = leaves
        self.leafSectors = leafSectors
        random = RandomGenerator(seed: seed)
    }

    /// Throws for the first difference.
    mutating func run() throws {
        try wipe()
        try runEngine(.randwrite, allowsWrites: true)
        let written = try contents()
        let made = try MadeDevices(stack.newMappedDevices())
        try checkKernel(made, leavesOfEngine: written)
        try made.remove()
    }

    private mutating func checkKernel(_ made: MadeDevices, leavesOfEngine: [[UInt8]]) throws {
        for (device, identity) in zip(stack.devicesInOrder, made.devices) {
            if device.tableText.contains("mirror") { try Self.waitForMirrors(identity.name) }
        }
        let top = try Device(made.devices[made.devices.count - 1].path)
        let seen = try top.read(sectors, pieceSectors: Int.random(in: 1...64, using: &random))
        if let wrong = Stamps.firstWrong(seen) {
            throw Failure("what the engine wrote to sector \(wrong) is not what the kernel reads there")
        }
        try wipe()
        try write(seen, to: top)
        for (leaf, (kernel, engine)) in zip(leaves, zip(try contents(), leavesOfEngine))
        where kernel != engine {
            let byte = kernel.indices.first { kernel[$0] != engine[$0] } ?? 0
            throw Failure(
                "sector \(byte / 512) of \(leaf.path) is not what it was when the engine had written it")
        }
        let generation = UInt64.random(in: 1...(.max), using: &random)
        try write((0..<sectors).flatMap { Stamps.bytes(sector: $0, generation: generation) }, to: top)
        try runEngine(.read, allowsWrites: false)
    }

    // MARK: The kernel's side

    private func wipe() throws {
        for leaf in leaves { try leaf.fillWithZeros(leafSectors) }
    }

    private func contents() throws -> [[UInt8]] {
        try leaves.map { try $0.read(leafSectors) }
    }

    /// Writes all, in pieces of random lengths and in random order.
    private mutating func write(_ bytes: [UInt8], to device: Device) throws {
        var pieces: [Range<Int>] = []
        while let start = pieces.isEmpty ? 0 : pieces.last?.upperBound, start < sectors {
            pieces.append(start..<min(sectors, start + Int.random(in: 1...64, using: &random)))
        }
        for piece in pieces.shuffled(using: &random) { try device.write(bytes, sectors: piece) }
    }

    /// A mirror that is not in sync yet writes to the other legs when it likes.
    private static func waitForMirrors(_ name: String) throws {
        for _ in 0..<200 {
            let words = try status(name).split(whereSeparator: \.isWhitespace)
            let counts = words.filter { $0.contains("/") }.map { $0.split(separator: "/") }
            if counts.allSatisfy({ $0.count == 2 && $0[0] == $0[1] }) { return }
            usleep(50_000)
        }
        throw Failure("the mirrors of \(name) do not get in sync")
    }

    private static func status(_ name: String) throws -> String {
        guard let stream = popen("dmsetup status \(name)", "r") else { throw Failure("cannot run dmsetup") }
        defer { pclose(stream) }
        var text = [UInt8](repeating: 0, count: 1 << 16)
        return String(decoding: text.prefix(fread(&text, 1, text.count, stream)), as: UTF8.self)
    }

    // MARK: The engine's side

    /// Runs a random design over all sectors, which stamps them or checks their stamps.
    private mutating func runEngine(_ mode: AccessMode, allowsWrites: Bool) throws {
        var request = RunRequest(.table(stack))
        let design = Catalogue.designs.randomElement(using: &random)!
        let divisors = (1...64).filter { sectors.isMultiple(of: $0) }
        let blockSectors = divisors.randomElement(using: &random)!
        let jobs = mode != .read && (sectors / blockSectors).isMultiple(of: 2) ? 2 : 1
        request.designs = [design.card.name]
        let depth = Int.random(in: 1...32, using: &random)
        let completion: Completion =
            design.waitsForInterrupts || Bool.random(using: &random) ? .interrupt : .polled
        try request.sweep.vary(.rw, mode.rawValue)
        try request.sweep.vary(.bs, "\(blockSectors * 512)")
        try request.sweep.vary(.iodepth, "\(depth)")
        try request.sweep.vary(.numjobs, "\(jobs)")
        let queues = design.card.needsOwnQueues ? jobs : Int.random(in: 1...2, using: &random)
        try request.sweep.vary(.pollQueues, "\(queues)")
        try request.sweep.vary(.batchSubmit, "\(Int.random(in: 1...8, using: &random))")
        try request.sweep.vary(.completion, completion.rawValue)
        request.verifies = true
        request.allowsWrites = allowsWrites
        request.rampNanoseconds = 0
        request.seed = random.next()
        settings +=
            "; \(mode.rawValue), \(design.card.name), \(blockSectors) sectors, depth \(depth), "
            + "\(jobs) jobs, \(completion.rawValue)"
        try run(&request, untilRead: mode == .read)
    }

    /// A pass over all sectors stands before and after what is measured; a read has none, so it goes on until it
    /// has been everywhere.
    private func run(_ request: inout RunRequest, untilRead: Bool) throws {
        for runtime: UInt64 in [10_000_000, 100_000_000, 3_000_000_000] {
            request.runtimeNanoseconds = runtime
            let counter = CheckedSectors()
            try Session(try Plan(request)).run(stop: RunStop(), observer: counter)
            if !untilRead || counter.count >= UInt64(sectors) { return }
        }
        throw Failure("the engine does not get to the end of \(sectors) sectors")
    }
}

/// Counts the sectors that a run checked; throws for failed IOs and for sectors without a stamp.
private final class CheckedSectors: SessionObserver {
    private(set) var count: UInt64 = 0

    func didEnd(_ run: PlannedRun, round: Int, _ measured: CellMeasurement) throws(HarnessError) {
        if let error = measured.trust.firstError { throw .environment("\(error)") }
        if let sector = measured.totals.firstUnstampedSector {
            throw .wrongData("sector \(sector) carries no stamp")
        }
        count = measured.totals.checkedSectors
    }
}
