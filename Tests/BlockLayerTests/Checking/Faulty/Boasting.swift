@testable import BlockLayer

/// iterate-all twice over, whose header promises what it does not do.
struct Boasting<Promise: FalsePromise>: PollingDesign {
    typealias M = SimulatedMachine

    static var card: DesignCard {
        DesignCard(name: "boasting", author: "tests", source: "", idea: "a faulty design")
    }

    static var promises: DesignPromises { Promise.promises }

    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        worker.pollAllQueues() + worker.pollAllQueues()
    }
}

protocol FalsePromise: Sendable, BitwiseCopyable {
    static var promises: DesignPromises { get }
}

enum OneQueuePerPoll: FalsePromise {
    static var promises: DesignPromises { DesignPromises(queuesPerPoll: 1) }
}

enum EachQueueOnce: FalsePromise {
    static var promises: DesignPromises { DesignPromises(queuesPerPoll: 100) }
}

enum OwnQueuesOnly: FalsePromise {
    static var promises: DesignPromises { DesignPromises(pollsOwnQueuesOnly: true) }
}

enum OneRootInFlight: FalsePromise {
    static var promises: DesignPromises { DesignPromises(rootsInFlight: 1) }
}
