import Testing

@testable import BlockLayer

/// What accesses cost on a machine with round numbers, worked out by hand.
@Suite struct CoherenceTests {
    /// A line from memory, hits, and a line that goes to and fro.
    @Test func aPingPongCostsATransferEachWay() throws {
        let machine = SmallMachine(SmallMachine.model(cores: 2), cpus: [0, 1])
        let notes = try #require(
            machine.run([
                { machine in
                    machine.word(0).pointee.add(1)
                    let first = machine.now
                    machine.word(0).pointee.add(1)
                    let hit = machine.now
                    machine.sleep(until: 2000)
                    machine.word(0).pointee.add(1)
                    return [first, hit, machine.now]
                },
                { machine in
                    machine.sleep(until: 1000)
                    machine.word(0).pointee.add(1)
                    return [machine.now]
                },
            ]))
        #expect(notes == [[50, 55, 2100], [1100]])
        #expect(machine.scheduler.traffic.map(\.modifications) == [2, 1])
    }

    /// Readers of a line that was written come one after the other; then it costs them a hit.
    @Test func aBroadcastServesReadersInARow() throws {
        let machine = SmallMachine(SmallMachine.model(cores: 4), cpus: [0, 1, 2, 3])
        let reader = { (machine: SmallMachine) -> [Double] in
            machine.sleep(until: 1000)
            _ = machine.word(0).pointee.load()
            let first = machine.now
            _ = machine.word(0).pointee.load()
            return [first, machine.now]
        }
        let notes = try #require(
            machine.run([
                { machine in
                    machine.word(0).pointee.store(1)
                    machine.sleep(until: 3000)
                    machine.word(0).pointee.add(1)
                    return [machine.now]
                }, reader, reader, reader,
            ]))
        // The writer's copy is one of four: it upgrades, and the copies of the others are invalidated together.
        #expect(notes == [[3105], [1100, 1101], [1110, 1111], [1120, 1121]])
    }

    /// Half a transfer is left when the line goes from one that waited to the next.
    @Test func waitersOverlapTheirTransfers() throws {
        let machine = SmallMachine(SmallMachine.model(cores: 4), cpus: [0, 1, 2, 3])
        let adder = { (machine: SmallMachine) -> [Double] in
            machine.sleep(until: 1000)
            machine.word(0).pointee.add(1)
            return [machine.now]
        }
        let notes = try #require(
            machine.run([
                { machine in
                    machine.word(0).pointee.add(1)
                    return []
                }, adder, adder, adder,
            ]))
        #expect(notes == [[], [1100], [1150], [1200]])
    }

    /// A CPU that takes a lock again and again, as a poll does that looks at a list, keeps no other from it for ever.
    @Test(arguments: [0.0, 7, 19, 33, 41, 58, 77])
    func aLockThatIsTakenAgainAndAgainIsHadByOthers(delay: Double) throws {
        var model = SmallMachine.model(cores: 2)
        model.pauseNanoseconds = 45
        model.contention.overlap = 1
        let machine = SmallMachine(model, cpus: [0, 1])
        func lock(_ machine: SmallMachine) -> UnsafeMutablePointer<SpinLock<SimulatedMachine>> {
            UnsafeMutableRawPointer(machine.word(0)).assumingMemoryBound(to: SpinLock<SimulatedMachine>.self)
        }
        let most = 20_000
        let notes = try #require(
            machine.run([
                { machine in
                    for turn in 0..<most where machine.word(0, line: 1).pointee.load() == 0 {
                        _ = lock(machine).pointee.lock()
                        lock(machine).pointee.unlock()
                        SimulatedMachine.spin(UInt32(turn), on: machine.word(0, line: 2))
                    }
                    return [machine.now]
                },
                { machine in
                    machine.sleep(until: 2_000 + delay)
                    _ = lock(machine).pointee.lock()
                    machine.word(0, line: 1).pointee.store(1)
                    lock(machine).pointee.unlock()
                    return [machine.now]
                },
            ]))
        #expect(notes[1][0] < 500_000, "\(notes)")
    }

    /// A waiter sleeps until its copy is invalidated, reads the lock and takes it.
    @Test func aLockIsHandedOver() throws {
        let machine = SmallMachine(SmallMachine.model(cores: 2), cpus: [0, 1])
        func lock(_ machine: SmallMachine) -> UnsafeMutablePointer<SpinLock<SimulatedMachine>> {
            UnsafeMutableRawPointer(machine.word(0)).assumingMemoryBound(to: SpinLock<SimulatedMachine>.self)
        }
        let notes = try #require(
            machine.run([
                { machine in
                    _ = lock(machine).pointee.lock()
                    machine.sleep(until: 1000)
                    lock(machine).pointee.unlock()
                    return [machine.now]
                },
                { machine in
                    machine.sleep(until: 200)
                    let hasWaited = lock(machine).pointee.lock()
                    return [hasWaited ? 1 : 0, machine.now]
                },
            ]))
        // The holder's store takes the line back from the waiter, 100; the waiter reads it, 100, and upgrades, 105.
        #expect(notes == [[1002], [1, 1305]])
    }

    /// Two words of one line go to and fro with it; on two lines each CPU keeps its own.
    @Test(arguments: [(line: 0, hits: false), (line: 1, hits: true)])
    func neighboursOnALineShareIt(line: Int, hits: Bool) throws {
        let machine = SmallMachine(SmallMachine.model(cores: 2), cpus: [0, 1])
        func adder(_ place: Int, _ line: Int) -> (SmallMachine) -> [Double] {
            { machine in
                for round in 0..<10 {
                    machine.sleep(until: Double(1000 * (2 * round + place)))
                    machine.word(place, line: line).pointee.add(1)
                }
                return [machine.now]
            }
        }
        let notes = try #require(machine.run([adder(0, 0), adder(1, line)]))
        #expect(notes == (hits ? [[18005], [19005]] : [[18100], [19100]]))
    }

    /// Others see a store when the CPU has the line, not when it has made the store; the CPU itself sees it at once.
    @Test func aStoreWaitsInItsBuffer() throws {
        let machine = SmallMachine(SmallMachine.model(cores: 3), cpus: [0, 1, 2])
        var seen: [UInt64] = []
        _ = try #require(
            machine.run([
                { machine in
                    machine.word(0).pointee.add(0)
                    return []
                },
                { machine in
                    machine.sleep(until: 1000)
                    machine.word(0).pointee.store(7)
                    seen.append(machine.word(0).pointee.load())
                    return []
                },
                { machine in
                    machine.sleep(until: 500)
                    for time in [1050.0, 1300] {
                        seen.append(machine.word(0).pointee.load())
                        machine.sleep(until: time)
                    }
                    seen.append(machine.word(0).pointee.load())
                    return []
                },
            ]))
        #expect(seen == [0, 7, 0, 7])
    }

    /// A read-modify-write waits until the stores before it have left the buffer; a full buffer holds a store up.
    @Test func aFullStoreBufferStalls() throws {
        var model = SmallMachine.model(cores: 2)
        model.storeBufferEntries = 2
        let machine = SmallMachine(model, cpus: [0, 1])
        let notes = try #require(
            machine.run([
                { machine in
                    for line in 0..<4 { machine.word(0, line: line).pointee.add(1) }
                    return []
                },
                { machine in
                    machine.sleep(until: 1000)
                    var times: [Double] = []
                    for line in 0..<3 {
                        machine.word(0, line: line).pointee.store(1)
                        times.append(machine.now)
                    }
                    machine.word(0, line: 3).pointee.add(1)
                    return times + [machine.now]
                },
            ]))
        // Their lines come in parallel, 100 ns after each store; the third has to wait for the first one's.
        #expect(notes[1] == [1002, 1004, 1102, 1300])
    }

    /// Threads that wait for each other end the run.
    @Test func aStandstillIsSeen() {
        let machine = SmallMachine(SmallMachine.model(cores: 2), cpus: [0, 1])
        func waiter(_ place: Int) -> (SmallMachine) -> [Double] {
            { machine in
                var attempt: UInt32 = 0
                while machine.word(0, line: place).pointee.load() == 0 {
                    machine.word(0, line: place).pointee.spin(attempt)
                    attempt += 1
                }
                return []
            }
        }
        #expect(machine.run([waiter(0), waiter(1)]) == nil)
    }
}
