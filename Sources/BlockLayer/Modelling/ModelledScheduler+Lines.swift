// The home of a cache line: requests that wait for it, which of them is next, and when it arrives there.

extension ModelledScheduler {
    /// Puts a request of a CPU behind those that wait for a line.
    func request(
        _ line: Int, _ kind: LineRequest.Kind, arrival: UInt64, _ fibre: UnsafeMutablePointer<VirtualCPU>,
        now: UInt64
    ) {
        let number = state.pointee.requests.make(
            LineRequest(
                kind: kind, fibre: Int32(fibre - state.pointee.fibres), line: Int32(line),
                arrivalTicks: arrival))
        let state = state.pointee.lines[line]
        if state.pointee.lastWaiting >= 0 {
            self.state.pointee.requests[state.pointee.lastWaiting].pointee.next = number
        } else {
            state.pointee.firstWaiting = number
        }
        state.pointee.lastWaiting = number
        if !state.pointee.isBusy { serve(line, now: now) }
    }

    /// Asks for the line of a CPU's oldest store.
    func requestOldestStore(of fibre: UnsafeMutablePointer<VirtualCPU>, now: UInt64) {
        let store = fibre.pointee.stores.oldest
        request(Int(store.line), .store, arrival: store.arrivalTicks, fibre, now: now)
    }

    /// Gives a line that is not on its way to those that wait for it: to readers one after the other, to a writer
    /// alone.
    func serve(_ line: Int, now: UInt64) {
        while !state.pointee.lines[line].pointee.isBusy {
            let number = next(line)
            if number < 0 { return }
            remove(number, from: line)
            if state.pointee.requests[number].pointee.kind == .load {
                grantCopy(number, line)
            } else {
                grant(number, line, now)
            }
        }
    }

    /// The request that has the line next, by the machine's arbitration; -1 if none waits.
    private func next(_ line: Int) -> Int32 {
        let state = state.pointee.lines[line]
        var near: Int32 = -1
        var far: Int32 = -1
        var number = state.pointee.firstWaiting
        while number >= 0 && (near < 0 || far < 0) {
            let request = self.state.pointee.requests[number]
            let isNear = isNear(request.pointee.fibre, state)
            if isNear && near < 0 { near = number }
            if !isNear && far < 0 { far = number }
            number = request.pointee.next
        }
        if near < 0 || far < 0 { return max(near, far) }
        switch self.state.pointee.costs.arbitration {
        case .fifo: return isOlder(near, than: far) ? near : far
        case .clusterFirst(let batch): return Int(state.pointee.ownersInCluster) < batch ? near : far
        }
    }

    private func isOlder(_ one: Int32, than other: Int32) -> Bool {
        state.pointee.requests[one].pointee.arrivalTicks <= state.pointee.requests[other].pointee.arrivalTicks
    }

    /// Whether a fibre is in the cluster of the line's last owner; all are while it had none.
    private func isNear(_ fibre: Int32, _ line: UnsafeMutablePointer<CacheLine>) -> Bool {
        if line.pointee.lastOwner < 0 { return true }
        let topology = state.pointee.topology
        return topology[cpu(of: fibre)].cluster == topology[Int(line.pointee.lastOwner)].cluster
    }

    @inline(__always)
    private func cpu(of fibre: Int32) -> Int { state.pointee.fibres[Int(fibre)].cpu }

    private func remove(_ number: Int32, from line: Int) {
        let line = state.pointee.lines[line]
        let next = state.pointee.requests[number].pointee.next
        var previous: Int32 = -1
        var place = line.pointee.firstWaiting
        while place != number {
            previous = place
            place = state.pointee.requests[place].pointee.next
        }
        if previous < 0 {
            line.pointee.firstWaiting = next
        } else {
            state.pointee.requests[previous].pointee.next = next
        }
        if next < 0 { line.pointee.lastWaiting = previous }
        state.pointee.requests[number].pointee.next = -1
    }
}

// What a request is given, and when.
extension ModelledScheduler {
    /// A reader's copy. Readers of one line come one after the other at its home.
    private func grantCopy(_ number: Int32, _ line: Int) {
        let request = state.pointee.requests[number]
        let cpu = cpu(of: request.pointee.fibre)
        let state = state.pointee.lines[line]
        let way = wayOfCopy(to: cpu, line)
        let isFromOwner = state.pointee.owner >= 0
        let step =
            isFromOwner
            ? handOver(way, to: cpu, state, isExchange: false) : self.state.pointee.costs.reader
        let end = max(request.pointee.arrivalTicks &+ way, state.pointee.freeTicks &+ step)
        state.pointee.freeTicks = end
        self.state.pointee.lines.addReader(cpu, to: line)
        self.state.pointee.events.add(.resume, request.pointee.fibre, at: end)
        self.state.pointee.requests.free(number)
    }

    /// A writer's line.
    private func grant(_ number: Int32, _ line: Int, _ now: UInt64) {
        let request = state.pointee.requests[number]
        let cpu = cpu(of: request.pointee.fibre)
        let state = state.pointee.lines[line]
        let end: UInt64
        if let each = self.state.pointee.costs.homeAdd, runsAtHome(request, cpu, line) {
            request.pointee.isAtHome = true
            end = max(request.pointee.arrivalTicks, state.pointee.freeTicks) &+ each
        } else {
            let way = wayOfLine(to: cpu, line)
            let isStore = request.pointee.kind == .store
            let hit = way == 0 && !isStore ? self.state.pointee.costs.modify : 0
            let rest = handOver(way, to: cpu, state, isExchange: request.pointee.kind == .exchange)
            end = max(request.pointee.arrivalTicks &+ way, state.pointee.freeTicks &+ rest, now) &+ hit
        }
        state.pointee.isBusy = true
        self.state.pointee.events.add(.arrival, number, at: end)
    }

    /// Whether an addition goes to the line and not the line to the CPU: where others have just used it.
    private func runsAtHome(_ request: UnsafeMutablePointer<LineRequest>, _ cpu: Int, _ line: Int) -> Bool {
        let state = state.pointee.lines[line]
        if request.pointee.kind != .modification || Int(state.pointee.owner) == cpu { return false }
        return state.pointee.freeTicks &+ self.state.pointee.topology.leastTransfer
            > request.pointee.arrivalTicks
    }

    private func handOver(
        _ way: UInt64, to cpu: Int, _ line: UnsafeMutablePointer<CacheLine>, isExchange: Bool
    ) -> UInt64 {
        let topology = state.pointee.topology
        let last = Int(line.pointee.lastOwner)
        let isFar = last >= 0 && topology[cpu].cluster != topology[last].cluster
        return state.pointee.costs.handOver(way, isFar: isFar, isExchange: isExchange)
    }

    /// How long a copy takes to a CPU that has none.
    private func wayOfCopy(to cpu: Int, _ line: Int) -> UInt64 {
        let topology = state.pointee.topology
        let state = state.pointee.lines[line]
        if state.pointee.owner >= 0 {
            return topology.transfer(to: cpu, from: Int(state.pointee.owner), home: state.pointee.home)
        }
        if state.pointee.sharerCount == 0 { return wayFromMemory(to: cpu, state) }
        var shortest = UInt64.max
        self.state.pointee.lines.forEachSharer(of: line) { sharer in
            var way = topology.transfer(to: cpu, from: sharer, home: state.pointee.home)
            if topology[cpu].filter == topology[sharer].filter {
                way = min(way, self.state.pointee.costs.sharedLoad)
            }
            shortest = min(shortest, way)
        }
        return shortest
    }

    /// How long the line takes to a CPU that will own it: 0 if it does. Copies of others are invalidated together.
    private func wayOfLine(to cpu: Int, _ line: Int) -> UInt64 {
        let topology = state.pointee.topology
        let state = state.pointee.lines[line]
        if state.pointee.owner >= 0 {
            return topology.transfer(to: cpu, from: Int(state.pointee.owner), home: state.pointee.home)
        }
        if state.pointee.sharerCount == 0 { return wayFromMemory(to: cpu, state) }
        var longest: UInt64 = 0
        self.state.pointee.lines.forEachSharer(of: line) { sharer in
            longest = max(longest, topology.transfer(to: cpu, from: sharer, home: state.pointee.home))
        }
        return longest
    }

    private func wayFromMemory(to cpu: Int, _ line: UnsafeMutablePointer<CacheLine>) -> UInt64 {
        if line.pointee.isInLastLevel { return state.pointee.costs.sharedLoad }
        let isLocal = state.pointee.topology[cpu].node == line.pointee.home
        return isLocal ? state.pointee.costs.localMemory : state.pointee.costs.remoteMemory
    }

    /// Gives a line to the CPU that asked for it. Returns the fibre that goes on, if one waited for the line.
    func lineArrives(_ number: Int32, at now: UInt64) -> Int? {
        let request = state.pointee.requests[number].pointee
        let line = Int(request.line)
        let cpu = cpu(of: request.fibre)
        let state = state.pointee.lines[line]
        state.pointee.isBusy = false
        state.pointee.freeTicks = now
        noteOwner(cpu, state)
        self.state.pointee.lines.give(line, to: request.isAtHome ? nil : cpu)
        wakeParked(at: line, now: now)
        self.state.pointee.requests.free(number)
        if request.kind == .store { leaveBuffer(request, at: now) }
        if !state.pointee.isBusy { serve(line, now: now) }
        return request.kind == .store ? nil : Int(request.fibre)
    }

    private func noteOwner(_ cpu: Int, _ line: UnsafeMutablePointer<CacheLine>) {
        let topology = state.pointee.topology
        let last = Int(line.pointee.lastOwner)
        let staysInCluster = last >= 0 && topology[last].cluster == topology[cpu].cluster
        line.pointee.ownersInCluster = staysInCluster ? line.pointee.ownersInCluster &+ 1 : 1
        line.pointee.lastOwner = Int32(cpu)
    }

    /// A CPU has the line of its oldest store: others see what it wrote there, and it asks for the next store's line.
    private func leaveBuffer(_ store: LineRequest, at now: UInt64) {
        let fibre = state.pointee.fibres + Int(store.fibre)
        fibre.pointee.stores.commit(to: store.line)
        if !fibre.pointee.stores.isEmpty { requestOldestStore(of: fibre, now: now) }
        if fibre.pointee.waitsForStore {
            fibre.pointee.waitsForStore = false
            state.pointee.events.add(.resume, store.fibre, at: max(now, fibre.pointee.clock))
        }
    }
}
