import Glibc
import Testing

@testable import BlockLayer

/// Whose memory is made on which node, with nodes that only remember who asked for them.
@Suite struct MemoryPlacementTests {
    /// Takes memory's node to be what the thread that asks preferred last.
    private final class Nodes: @unchecked Sendable {
        private let key: pthread_key_t
        private let answer: @Sendable (Int?) -> Int?

        init(_ answer: @escaping @Sendable (Int?) -> Int?) {
            var key = pthread_key_t()
            pthread_key_create(&key, nil)
            self.key = key
            self.answer = answer
        }

        deinit { pthread_key_delete(key) }

        func placement(_ nodeOfWorker: [Int]) -> MemoryPlacement {
            MemoryPlacement(
                nodeOfWorker: nodeOfWorker,
                prefer: { node in
                    pthread_setspecific(self.key, UnsafeRawPointer(bitPattern: node.map { $0 + 1 } ?? 0))
                },
                nodes: { addresses in
                    let preferred = pthread_getspecific(self.key).map { Int(bitPattern: $0) - 1 }
                    return addresses.map { _ in self.answer(preferred) }
                })
        }
    }

    private func run(_ memory: MemoryPlacement, workers: Int) throws -> RunOutcome {
        let plan = StressCase.bare(1, workers)
        let settings = RunSettings(
            plan: plan, cpus: Array(repeating: nil, count: workers), memory: memory, depth: 4,
            rangeSectors: 64,
            ioLimit: 10)
        let model = ModelSettings(service: .fixed(nanoseconds: 0), sizeSectors: plan.leaves[0].sectorCount)
        return try Catalogue.designs[0].run(on: .model([model]), settings, stop: RunStop())
    }

    @Test func workersMakeTheirMemoryOnTheirOwnNodes() throws {
        let nodes = Nodes { $0 }
        #expect(try run(nodes.placement([3, 5]), workers: 2).strayPages == 0)
    }

    @Test func memoryElsewhereIsCounted() throws {
        let nodes = Nodes { _ in 3 }
        let outcome = try run(nodes.placement([3, 5]), workers: 2)
        #expect(outcome.workers[0].strayPages == 0)
        #expect(outcome.workers[1].strayPages > 0)
        #expect(outcome.strayPages == outcome.workers[1].strayPages)
    }

    @Test func whatIsNotKnownIsNotElsewhere() throws {
        let nodes = Nodes { _ in nil }
        #expect(try run(nodes.placement([3, 5]), workers: 2).strayPages == 0)
    }
}
