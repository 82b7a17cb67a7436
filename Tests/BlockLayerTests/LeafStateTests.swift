import Testing

@testable import BlockLayer

/// State that is found by its place is where the compiler has it.
@Suite struct LeafStateTests {
    private static func placesAgree<Design: PollingDesign>(of design: Design.Type) -> Bool
    where Design.RootState == Design.CloneState {
        let buffer = UnsafeMutableRawPointer(bitPattern: 4096)!
        let root = RootPointer<Design>.allocate(capacity: 1)
        let clone = UnsafeMutablePointer<Clone<Design>>.allocate(capacity: 1)
        defer {
            root.deinitialize(count: 1).deallocate()
            clone.deinitialize(count: 1).deallocate()
        }
        root.initialize(to: Root(owner: 0, buffer: buffer, bufferIndex: 0))
        clone.initialize(to: Clone(owner: 0, buffer: buffer))
        let leaves = [UnsafeMutableRawPointer(root), UnsafeMutableRawPointer(clone)].map {
            Design.leafState(of: $0.assumingMemoryBound(to: Bio<Design.M>.self))
        }
        return withUnsafeMutablePointer(to: &root.pointee.state) { $0 == leaves[0] }
            && withUnsafeMutablePointer(to: &clone.pointee.state) { $0 == leaves[1] }
    }

    @Test func leavesHaveTheirStateBehindTheBio() {
        #expect(Self.placesAgree(of: TaskFifo<RealMachine>.self))
        #expect(Self.placesAgree(of: TaskGroups<RealMachine, PostedGroupSizes>.self))
    }
}
