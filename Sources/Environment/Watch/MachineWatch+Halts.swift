// What keeps the whole process from running.

extension MachineWatch {
    /// Share of the time that a quota may hold jobs up. Each time is milliseconds long.
    static let quotaLimit = 0.001

    /// - Returns: the causes, and for how long each job was kept from running by them.
    func halts(_ change: MachineChange) -> (causes: [Disturbance.Cause?], nanoseconds: Double) {
        let still = Double(change.jobs.stillNanoseconds)
        let frozen = Double(growth(change, \.frozenNanoseconds)?.growth ?? 0)
        var causes: [Disturbance.Cause?] = []
        if change.jobs.suspendedNanoseconds >= 1_000_000 {
            causes.append(.suspended(nanoseconds: Double(change.jobs.suspendedNanoseconds)))
        }
        if change.jobs.continues > 0 {
            causes.append(.stopped(times: change.jobs.continues, nanoseconds: still > 0 ? still : nil))
        } else if frozen > 0 {
            causes.append(.frozen(nanoseconds: frozen))
        } else if still > 0 {
            causes.append(.stoodStill(nanoseconds: still))
        }
        let quota = self.quota(change)
        causes.append(quota?.cause)
        return (causes, max(still, frozen) + (quota?.nanoseconds ?? 0))
    }

    private func quota(_ change: MachineChange) -> (cause: Disturbance.Cause, nanoseconds: Double)? {
        guard let (group, growth) = growth(change, \.throttledNanoseconds),
            Double(growth) >= Self.quotaLimit * change.elapsed
        else { return nil }
        let early = change.before.groups[group]?.throttledTimes ?? 0
        let times = (change.after.groups[group]?.throttledTimes ?? 0).growth(from: early)
        let cause = Disturbance.Cause.quota(
            group: group, times: Int(clamping: times), nanoseconds: Double(growth))
        return (cause, Double(growth))
    }

    /// The disturbance by the cgroup whose count has grown most.
    private func growth(
        _ change: MachineChange, _ count: KeyPath<ControlGroups.Reading, UInt64>
    ) -> (group: String, growth: UInt64)? {
        let growths = change.after.groups.keys.sorted().compactMap { group -> (String, UInt64)? in
            guard let early = change.before.groups[group], let late = change.after.groups[group] else {
                return nil
            }
            return (group, late[keyPath: count].growth(from: early[keyPath: count]))
        }
        guard let most = growths.max(by: { $0.1 < $1.1 }), most.1 > 0 else { return nil }
        return most
    }
}
