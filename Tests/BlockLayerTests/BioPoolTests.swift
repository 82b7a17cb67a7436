import Testing

@testable import BlockLayer

@Suite struct BioPoolTests {
    private static func pool(_ capacity: Int, sizeBytes: Int = 64) -> BioPool<RealMachine> {
        let buffer = UnsafeMutableRawPointer(bitPattern: 4096)!
        return BioPool(capacity: capacity, sizeBytes: sizeBytes) { memory, number in
            memory.initializeMemory(
                as: Bio<RealMachine>.self, to: Bio(owner: number, buffer: buffer))
        }
    }

    @Test(arguments: [0, 1, 2, 17])
    func givesEachObjectOnce(capacity: Int) {
        var pool = Self.pool(capacity)
        defer { pool.deallocate() }
        var owners: [UInt16] = []
        while let bio = pool.take() { owners.append(bio.pointee.owner) }
        #expect(owners == (0..<capacity).map { UInt16($0) })
        #expect(pool.freeCount == 0)
        #expect(pool.capacity == capacity)
    }

    @Test(arguments: [64, 65, 128, 129, 300])
    func objectsStandOnCacheLinesOfTheirOwn(sizeBytes: Int) {
        var pool = Self.pool(3, sizeBytes: sizeBytes)
        defer { pool.deallocate() }
        var addresses: [UInt] = []
        while let bio = pool.take() { addresses.append(UInt(bitPattern: bio)) }
        #expect(addresses.allSatisfy { $0 % 128 == 0 })
        #expect(zip(addresses, addresses.dropFirst()).allSatisfy { $1 - $0 >= sizeBytes })
    }

    @Test func aBioIsAliveWhileItIsOut() {
        var pool = Self.pool(2)
        defer { pool.deallocate() }
        let bio = pool.take()!
        let firstLife = bio.pointee.generation
        let wasAlive = bio.pointee.isAlive
        pool.put(bio)
        let wasDead = !bio.pointee.isAlive
        let again = pool.take()
        let secondLife = bio.pointee.generation
        #expect(wasAlive && wasDead)
        #expect(again == bio, "the object that the cache still has comes first")
        #expect(secondLife > firstLife)
    }

    #if DEBUG
        /// What remembers a bio notices that it is on another life, although it is the same object and in use.
        @Test func aBioThatIsRememberedIsOneLifeOfIt() {
            var pool = Self.pool(1)
            defer { pool.deallocate() }
            let bio = pool.take()!
            let remembered = LiveBio(bio)
            #expect(remembered.isCurrent && remembered.bio == bio)
            pool.put(bio)
            #expect(!remembered.isCurrent)
            #expect(pool.take() == bio && !remembered.isCurrent)
            pool.put(bio)
        }
    #endif
}
