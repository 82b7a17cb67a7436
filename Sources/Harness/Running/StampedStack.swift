import BlockLayer

/// The data that the runs of a session with --verify share, of one stack at a time: runs of another stack may have
/// written to the same devices.
struct StampedStack {
    private var stackNumber: Int?
    private var data: KeptData?

    /// What a run finds; nil if it verifies nothing.
    ///
    /// - Parameter runs: all of the session.
    mutating func data(for run: PlannedRun, among runs: [PlannedRun]) throws(HarnessError) -> KeptData? {
        if case .off = run.settings.verify {
            forget()
            return nil
        }
        if stackNumber != run.stackNumber { forget() }
        if let data { return data }
        let sharing = runs.filter { $0.stackNumber == run.stackNumber }
        do {
            data = try KeptData(for: sharing.map(\.settings), on: run.devices)
        } catch {
            throw .environment("\(error)")
        }
        stackNumber = run.stackNumber
        return data
    }

    /// After a run that failed nothing is known of what it wrote.
    mutating func forget() {
        stackNumber = nil
        data = nil
    }
}
