@testable import BlockLayer

/// busy-array with a busy word that is read and then written: two pollers may find it clear.
struct BusyInTwoSteps: PollingDesign {
    typealias M = SimulatedMachine

    struct TableState: BitwiseCopyable {
        fileprivate let busy: SharedWords<SimulatedMachine>
    }

    static var card: DesignCard {
        DesignCard(name: "busy-in-two-steps", author: "tests", source: "", idea: "a faulty design")
    }

    static var promises: DesignPromises { BusyArray<M>.promises }

    func tableLoaded(_ layout: TableLayout) -> TableState {
        TableState(busy: SharedWords(count: layout.queues.count, .padded))
    }

    func tableRetired(_ state: TableState) { state.busy.deallocate() }

    func isAtRest(_ state: TableState) -> Bool { true }

    func stateBytes(of layout: TableLayout) -> TableStateBytes { TableStateBytes() }

    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let table = worker.topTable.pointee
        var reaped = 0
        for place in 0..<table.layout.queues.count {
            if table.state.busy[place].pointee.load() != 0 { continue }
            table.state.busy[place].pointee.store(1)
            reaped += worker.pollQueue(table.layout.queues[place])
            table.state.busy[place].pointee.store(0)
        }
        return reaped
    }
}
