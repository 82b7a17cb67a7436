// From a bio's pool to its end and back: how it may end follows from how its parts did.

extension BioWatch {
    mutating func note(_ event: BioEvent, _ number: Int) -> Fault.Kind? {
        switch event {
        case .taken: take(number)
        case .missing: .tooManyClones
        case .polled: nil
        case .failedOver: failOver(number)
        case .ended(let code): end(number, Status(code: code))
        case .putBack: putBack(number)
        }
    }

    private mutating func take(_ number: Int) -> Fault.Kind? {
        if records[number].phase != .pooled { return .touchedDead }
        records[number].phase = .alive
        records[number].leavesOut = 0
        begin(number)
        let owner = records[number].owner
        if records[number].isRoot {
            rootsUnderWay[owner] += 1
            return rootsUnderWay[owner] > rootsAtMost ?? .max ? .brokenPromise : nil
        }
        clonesUnderWay[owner] += 1
        guard let clonesPerRoot else { return nil }
        return clonesUnderWay[owner] <= clonesPerRoot * rootsUnderWay[owner] ? nil : .tooManyClones
    }

    private mutating func begin(_ number: Int) {
        records[number].errors = 0
        records[number].isFresh = true
        records[number].hasBeenReaped = false
    }

    /// A clone goes down another path: how it ended on the one before does not count.
    private mutating func failOver(_ number: Int) -> Fault.Kind? {
        let record = records[number]
        if record.isRoot || record.phase != .alive { return .touchedDead }
        if record.queue != nil { return .endedEarly }
        let hasFailed = record.errors | Self.bit(statusInCounts(of: number)) != 0
        if !hasFailed && !mayFailByTable(number, .ioError) { return .wrongStatus }
        begin(number)
        return nil
    }

    private mutating func end(_ number: Int, _ status: Status) -> Fault.Kind? {
        let record = records[number]
        switch record.phase {
        case .pooled: return .touchedDead
        case .ended: return .endedTwice
        case .alive: records[number].phase = .ended
        }
        if record.queue != nil || record.leavesOut > 0 { return .endedEarly }
        if record.isRoot {
            rootsUnderWay[record.owner] -= 1
            return isRight(status, of: number) && fate(of: record.bio).allows(status) ? nil : .wrongStatus
        }
        clonesUnderWay[record.owner] -= 1
        if !isRight(status, of: number) { return .wrongStatus }
        if let parent = record.bio.pointee.parent {
            records[Int(self.record(at: parent))].errors |= Self.bit(status)
        }
        return nil
    }

    /// Whether a bio may end so: with the error that came first, which its counts have unless it came with the last of
    /// them; well only if all of its parts did and its table made nothing fail.
    private func isRight(_ status: Status, of number: Int) -> Bool {
        let errors = records[number].errors
        let first = statusInCounts(of: number)
        if first != .ok {
            return status == first && (errors & Self.bit(first) != 0 || mayFailByTable(number, first))
        }
        if errors == 0 { return status == .ok || mayFailByTable(number, status) }
        return errors == Self.bit(status)
    }

    /// Whether a table, and no device, may have given the bio this error: those below it, or that of its parent, which
    /// may have no path left for it.
    private func mayFailByTable(_ number: Int, _ status: Status) -> Bool {
        let bio = records[number].bio
        if status != .ioError || failingPlan == nil { return false }
        return fate(of: bio) != .passes || bio.pointee.parent.map { fate(of: $0) != .passes } ?? false
    }

    /// What the tables make of a bio from where it is.
    private func fate(of bio: BioPointer<M>) -> TableFate {
        guard let failingPlan else { return .passes }
        return failingPlan.fate(
            bio.pointee.operation, device: Int(bio.pointee.device), sector: bio.pointee.sector,
            count: UInt64(bio.pointee.sectorCount))
    }

    private func statusInCounts(of number: Int) -> Status {
        CompletionWord<M>.status(in: counts(of: number))
    }

    static func bit(_ status: Status) -> UInt16 {
        status == .ok ? 0 : 1 << UInt16(status.rawValue)
    }

    private mutating func putBack(_ number: Int) -> Fault.Kind? {
        let record = records[number]
        if record.phase == .pooled { return .touchedDead }
        if record.phase == .alive { return .putBackAlive }
        records[number].phase = .pooled
        if !record.isRoot { record.bio.pointee.parent = parentOfPooled }
        return nil
    }

    /// What is wrong with a bio's counts, which were changed: the first error stays until they are set for a new life.
    mutating func faultOfChange(_ number: Int32, from old: UInt64, to new: UInt64) -> Fault.Kind? {
        let number = Int(number)
        if records[number].isFresh {
            records[number].isFresh = false
            return nil
        }
        let first = CompletionWord<M>.status(in: old)
        return first == .ok || CompletionWord<M>.status(in: new) == first ? nil : .errorReplaced
    }
}
