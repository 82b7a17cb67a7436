import Testing

@testable import BlockDevices

@Suite struct BlockDeviceTests {
    @Test func namesAreTheKernels() {
        #expect(BlockDevice(name: "dm-3").name == "dm-3")
    }
}
