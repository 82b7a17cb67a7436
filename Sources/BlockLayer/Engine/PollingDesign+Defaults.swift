// What hooks do that a design leaves out.

extension PollingDesign {
    static var completions: CompletionSource { .polls }

    static var leafEnding: LeafEnding { .byReaper }

    init(parameter: Int) {
        self.init()
    }

    func nameWords(ofTable state: TableState, _ name: (UnsafeRawPointer, String) -> Void) {}

    func nameWords(ofWorker state: WorkerState, _ name: (UnsafeRawPointer, String) -> Void) {}

    func nameWords(ofRoot root: RootPointer<Self>, _ name: (UnsafeRawPointer, String) -> Void) {}

    @inline(__always)
    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {}

    @inline(__always)
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    func bioWasMapped<Queue>(
        _ bio: BioPointer<M>, into clones: BioList<M>, count: Int, of root: RootPointer<Self>,
        on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    func rootWasSubmitted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {}

    @inline(__always)
    func leafReaped<Queue>(
        _ leaf: BioPointer<M>, from queue: UInt32, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    func leafIsPolledAgain<Queue>(_ leaf: BioPointer<M>, on worker: inout Worker<Self, Queue>) -> Bool {
        true
    }

    @inline(__always)
    func cloneEnded<Queue>(_ clone: BioPointer<M>, on worker: inout Worker<Self, Queue>) {}

    @inline(__always)
    func cloneFailedOver<Queue>(
        _ clone: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {}

    @inline(__always)
    func rootReaped<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {}
}

extension PollingDesign where TableState == NoState {
    func tableLoaded(_ layout: TableLayout) -> NoState { NoState() }

    func tableRetired(_ state: NoState) {}

    func isAtRest(_ state: NoState) -> Bool { true }

    func stateBytes(of layout: TableLayout) -> TableStateBytes { TableStateBytes() }
}

extension PollingDesign where WorkerState == NoState {
    func workerPrepared(_ limits: StackLimits, roots: Int) -> NoState { NoState() }

    func workerRetired(_ state: NoState) {}
}
