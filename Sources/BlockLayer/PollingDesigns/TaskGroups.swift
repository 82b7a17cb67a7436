/// `task-groups`: each thread keeps its leaves in groups by completion function, linked through the bios themselves.
///
/// - Source: V2 to V6 of the per-task context, March and April 2021.
/// - State: per thread 16 groups to submit into and 32 being polled; in each leaf the link and the cookie, so that the
///   depth is not bounded. A leaf's flags are the hold on its completion word. The completion function of a leaf is
///   that of the mapped device that made it.
/// - Submission: a leaf is marked to be ended by poll (a count more on its completion word) and put into the group of
///   its device. If all 16 are taken by others, it is not polled: an interrupt completes it.
/// - Poll: whatever the root, moves the groups over, polls at most 8 different queues of leaves that are not done, and
///   ends the leaves that are. A leaf whose driver has not returned has no cookie yet (NOT-READY) and is left alone.
/// - Locks: the thread's, at each submission and once per poll: threads may share the context of the mails.
/// - Lifetime: the worker that reaps a marked leaf finishes it, only its owner ends it, at a later poll; so what the
///   groups link stays alive.
struct TaskGroups<M: Machine, Sizes: TaskGroupSizes>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "task-groups", author: "Ming Lei",
            source: "per-task contexts V2 to V6 of March and April 2021",
            messageID: "20210329152622.173035-9-ming.lei@redhat.com",
            idea:
                "the thread's leaves in linked groups; one poll looks at 8 different queues and ends what is done",
            pollsForItselfOnly: true)
    }

    static var completions: CompletionSource { .pollsAndInterrupts }

    static var leafEnding: LeafEnding { .marked }

    static var promises: DesignPromises { DesignPromises(queuesPerPoll: Sizes.queuesPerPoll) }

    /// A root is a leaf where it is remapped in place.
    typealias RootState = LeafState
    typealias CloneState = LeafState

    struct LeafState: InlineState {
        fileprivate var next = LiveBio<M>()
        /// The hardware queue; `UInt32.max` until the driver has returned.
        var queue = UInt32.max
    }

    /// Leaves that the same mapped device made.
    struct Group: BitwiseCopyable {
        var device: UInt16 = 0
        /// Nil in a group that is free.
        var first = LiveBio<M>()
        var last = LiveBio<M>()
    }

    struct WorkerState: BitwiseCopyable {
        fileprivate let lock: UnsafeMutablePointer<SpinLock<M>>
        let submitted: UnsafeMutablePointer<Group>
        fileprivate let polled: UnsafeMutablePointer<Group>
        /// Room for the queues of one poll; not a local array, which the compiler would guard against overflow.
        fileprivate let queues: UnsafeMutablePointer<UInt32>
    }

    func workerPrepared(_ limits: StackLimits, roots: Int) -> WorkerState {
        let state = WorkerState(
            lock: allocateLines(1), submitted: .allocate(capacity: Sizes.submitGroups),
            polled: .allocate(capacity: Sizes.polledGroups),
            queues: .allocate(capacity: Sizes.queuesPerPoll))
        state.lock.initialize(to: SpinLock())
        state.submitted.initialize(repeating: Group(), count: Sizes.submitGroups)
        state.polled.initialize(repeating: Group(), count: Sizes.polledGroups)
        return state
    }

    func workerRetired(_ state: WorkerState) {
        state.lock.deinitialize(count: 1).deallocate()
        state.submitted.deallocate()
        state.polled.deallocate()
        state.queues.deallocate()
    }

    func nameWords(ofWorker state: WorkerState, _ name: (UnsafeRawPointer, String) -> Void) {
        name(state.lock, "the thread's lock")
    }

    @inline(__always)
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard worker.leafQueue(of: bio) != nil else { return }
        // What ends a root is of no mapped device: it goes by its own.
        let maker = bio.pointee.parent?.pointee.device ?? bio.pointee.device
        let state = worker.designState
        worker.take(state.lock.pointee)
        let group = Self.group(of: maker, among: state.submitted, Sizes.submitGroups)
        if let group {
            worker.hold(bio)
            Self.leafState(of: bio).pointee = LeafState()
            Self.append(LiveBio(bio), LiveBio(bio), to: group)
        } else {
            worker.leaveUnpolled()
        }
        state.lock.pointee.unlock()
    }

    @inline(__always)
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        // A leaf with a cookie is held, so it is still there.
        if let queue = cookie.queue { Self.leafState(of: bio).pointee.queue = queue }
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        moveGroups(on: &worker)
        let reaped = pollQueues(on: &worker)
        for place in 0..<Sizes.polledGroups where worker.designState.polled[place].first.bio != nil {
            endFinished(worker.designState.polled + place, on: &worker)
        }
        return reaped
    }

    /// The group of a device, which may be free; nil if others have all of them.
    @inline(__always)
    private static func group(
        of device: UInt16, among groups: UnsafeMutablePointer<Group>, _ count: Int
    ) -> UnsafeMutablePointer<Group>? {
        var free: UnsafeMutablePointer<Group>?
        for place in 0..<count {
            let group = groups + place
            if group.pointee.first.bio == nil {
                if free == nil { free = group }
            } else if group.pointee.device == device {
                return group
            }
        }
        free?.pointee.device = device
        return free
    }

    /// Puts leaves that are linked from `first` to `last` behind those of a group.
    @inline(__always)
    private static func append(
        _ first: LiveBio<M>, _ last: LiveBio<M>, to group: UnsafeMutablePointer<Group>
    ) {
        if group.pointee.first.bio != nil, let tail = group.pointee.last.bio {
            Self.leafState(of: tail).pointee.next = first
        } else {
            group.pointee.first = first
        }
        group.pointee.last = last
    }

    /// What finds no group stays and is moved by a later poll.
    @inline(__always)
    private func moveGroups<Queue>(on worker: inout Worker<Self, Queue>) {
        let state = worker.designState
        worker.take(state.lock.pointee)
        for place in 0..<Sizes.submitGroups {
            let group = state.submitted + place
            guard group.pointee.first.bio != nil,
                let polled = Self.group(of: group.pointee.device, among: state.polled, Sizes.polledGroups)
            else { continue }
            Self.append(group.pointee.first, group.pointee.last, to: polled)
            group.pointee = Group()
        }
        state.lock.pointee.unlock()
    }

    @inline(__always)
    private func pollQueues<Queue>(on worker: inout Worker<Self, Queue>) -> Int {
        let queues = worker.designState.queues
        var count = 0
        for place in 0..<Sizes.polledGroups {
            var next = worker.designState.polled[place].first
            while let leaf = next.bio, count < Sizes.queuesPerPoll {
                let state = Self.leafState(of: leaf)
                next = state.pointee.next
                let queue = state.pointee.queue
                if queue == .max || worker.isFinished(leaf) { continue }
                var known = 0
                while known < count && queues[known] != queue { known &+= 1 }
                if known < count { continue }
                queues[count] = queue
                count &+= 1
            }
        }
        var reaped = 0
        for place in 0..<count { reaped &+= worker.pollQueue(queues[place]) }
        return reaped
    }

    @inline(__always)
    private func endFinished<Queue>(
        _ group: UnsafeMutablePointer<Group>, on worker: inout Worker<Self, Queue>
    ) {
        var next = group.pointee.first
        group.pointee.first = LiveBio()
        while let leaf = next.bio {
            let state = Self.leafState(of: leaf)
            next = state.pointee.next
            if state.pointee.queue != .max && worker.isFinished(leaf) {
                worker.endHeld(leaf)
            } else {
                state.pointee.next = LiveBio()
                Self.append(LiveBio(leaf), LiveBio(leaf), to: group)
            }
        }
    }
}

/// How many groups a thread has and how many queues it polls, decided when the design is compiled.
protocol TaskGroupSizes: Sendable, BitwiseCopyable {
    static var submitGroups: Int { get }
    static var polledGroups: Int { get }
    static var queuesPerPoll: Int { get }
}

/// The sizes of the mails, which are measured.
enum PostedGroupSizes: TaskGroupSizes {
    static var submitGroups: Int { 16 }
    static var polledGroups: Int { 32 }
    static var queuesPerPoll: Int { 8 }
}
