import BlockDevices

/// Leave to write to the devices of a session, held against others: each device once, however many stacks stand on it.
struct WriteHold {
    /// Of the devices below stacks that the kernel is to map.
    private let untilMapped: WriteClearance?
    /// Of all others.
    private let throughout: WriteClearance?

    /// - Parameter mapped: those of the stacks that the kernel is to map.
    /// - Throws: as ``WriteGuard/clear(_:overwriting:)``.
    init(_ stacks: [PlannedStack], mapped: [PlannedStack]) throws(HarnessError) {
        let names = stacks.flatMap { $0.request.overwrittenSignatures }
        let below = Self.paths(of: mapped)
        let others = Self.paths(of: stacks).filter { !below.contains($0) }
        untilMapped = below.isEmpty ? nil : try WriteGuard.clear(below, overwriting: names)
        throughout = others.isEmpty ? nil : try WriteGuard.clear(others, overwriting: names)
    }

    /// Releases the devices that the kernel is to map, for dm to claim them.
    func releaseForMapping() {
        untilMapped?.release()
    }

    private static func paths(of stacks: [PlannedStack]) -> [String] {
        stacks.flatMap(\.writtenLeaves).compactMap { leaf in
            if case .real(let path, _) = leaf.kind { path } else { nil }
        }
        .uniqued()
    }
}
