// Accesses where memory is not sequentially consistent: a fibre finds in memory the store that the schedule chooses for
// it, and the others find the newest one again as soon as it comes back to the scheduler.

extension Scheduler {
    /// Puts into memory what an access finds there. Returns the value.
    ///
    /// - Parameter newest: what is in memory.
    func present(_ access: WordAccess, _ newest: UInt64, _ fibre: UnsafeMutablePointer<Fibre>) -> UInt64 {
        if access.word == WordTable.clock { return newest }
        state.pointee.memory!.refresh(access.word, value: newest)
        let age = chooseAge(among: state.pointee.memory!.choices(of: access, by: currentFibre))
        let value = state.pointee.memory!.present(
            access, age: age, to: currentFibre, ifEqual: fibre.pointee.expected)
        if value != newest { put(value, into: access.word) }
        return value
    }

    private func chooseAge(among ages: UInt32) -> Int {
        if ages == 1 { return 0 }
        let decision = state.pointee.decisions
        let age = mustBeObvious ? 0 : state.pointee.policy.nextAge(ages, decision)
        if age != 0 {
            state.pointee.departures.append(Schedule.Departure(decision: decision, age: UInt8(age)))
        }
        state.pointee.decisions &+= 1
        return age
    }

    /// What ``settleWrite()`` does of an access that ``present(_:_:_:)`` has shown a value to.
    func settleWeakly(_ word: UInt32, _ value: UInt64, _ fibre: UnsafeMutablePointer<Fibre>) {
        let before = fibre.pointee.valueBefore
        let newest = state.pointee.memory!.settle(value, by: currentFibre)
        if newest != value { put(newest, into: word) }
        see(word, value, before, fibre)
        noteChange(of: word, from: before, to: newest, by: nil)
        if newest != before { judge(word, from: before, to: newest) }
    }

    private func put(_ value: UInt64, into word: UInt32) {
        UnsafeMutableRawPointer(mutating: state.pointee.words[word].pointee.address)
            .storeBytes(of: value, as: UInt64.self)
    }

    /// A fibre handles a bio: what others did with it must have happened before.
    func checkOrder(ofBio number: Int) {
        guard state.pointee.isWeak, let current = state.pointee.current else { return }
        if !state.pointee.memory!.isOrdered(bio: number, for: current) {
            raise(.unordered, nameOfRecord(number))
        }
    }
}
