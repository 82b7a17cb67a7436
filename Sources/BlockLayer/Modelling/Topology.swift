/// Where the CPUs of a described machine are, and how far a cache line goes between them: what ``MachineModel`` says,
/// compiled into tables. Control plane, as ``deallocate()``.
struct Topology {
    let cpuCount: Int
    /// By CPU.
    private let places: UnsafeMutablePointer<Place>
    /// One way from the second CPU to the first, in ticks; by `first * cpuCount + second`.
    private let transfers: UnsafeMutablePointer<UInt32>
    /// Of the first CPU of each node.
    private let socketOfNode: UnsafeMutablePointer<UInt16>
    private let remoteHomeTicks: UInt64
    /// The shortest way between two CPUs, in ticks; `UInt64.max` where there is one CPU.
    let leastTransfer: UInt64
    let coreCount: Int

    /// The groups that a CPU is in.
    struct Place {
        let node: UInt16
        let socket: UInt16
        let cluster: UInt16
        /// Where lines move without asking their home.
        let filter: UInt16
        let core: UInt16
    }

    init(_ model: MachineModel) {
        let count = model.cpuCount
        let coreLevel = model.coreLevel
        cpuCount = count
        remoteHomeTicks = VirtualClock.ticks(model.remoteHomeNanoseconds)
        places = .allocate(capacity: count)
        socketOfNode = .allocate(capacity: count)
        socketOfNode.initialize(repeating: 0, count: count)
        for cpu in 0..<count {
            func group(_ level: Int?) -> UInt16 { UInt16(model.group(of: cpu, level: level)) }
            let place = Place(
                node: group(model.nodeLevel), socket: group(0), cluster: group(model.contention.clusterLevel),
                filter: group(model.filterLevel), core: coreLevel == nil ? UInt16(cpu) : group(coreLevel))
            (places + cpu).initialize(to: place)
            if cpu == 0 || places[cpu - 1].node != place.node { socketOfNode[Int(place.node)] = place.socket }
        }
        coreCount = Int(places[count - 1].core) + 1
        transfers = .allocate(capacity: count * count)
        transfers.initialize(repeating: 0, count: count * count)
        var least = UInt64.max
        for one in 0..<count {
            for other in 0..<count where one != other {
                let level = model.levelBetween(one, other)!
                let ticks = VirtualClock.ticks(model.levels[level].transferNanoseconds)
                transfers[one * count + other] = UInt32(truncatingIfNeeded: ticks)
                least = min(least, ticks)
            }
        }
        leastTransfer = least
    }

    func deallocate() {
        places.deallocate()
        transfers.deallocate()
        socketOfNode.deallocate()
    }

    @inline(__always)
    subscript(cpu: Int) -> Place { places[cpu] }

    /// How long a line takes from one CPU to another whose home is a node; 0 for a CPU and itself.
    @inline(__always)
    func transfer(to cpu: Int, from other: Int, home: UInt16) -> UInt64 {
        let ticks = UInt64(transfers[cpu &* cpuCount &+ other])
        return asksRemoteHome(cpu, other, home) ? ticks &+ remoteHomeTicks : ticks
    }

    @inline(__always)
    private func asksRemoteHome(_ cpu: Int, _ other: Int, _ home: UInt16) -> Bool {
        if remoteHomeTicks == 0 || places[cpu].filter == places[other].filter { return false }
        let socket = socketOfNode[Int(home)]
        return places[cpu].socket != socket && places[other].socket != socket
    }

    /// The core that a CPU is a thread of, counted over the whole machine.
    func core(of cpu: Int) -> Int { Int(places[cpu].core) }
}
