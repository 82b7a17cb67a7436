import Foundation
import Testing

@testable import Harness

/// What is said of a device that IOs failed on.
@Suite struct DeviceLossTests {
    /// What becomes of a file of 16 sectors that `change` is done to, without its path.
    private func loss(_ change: (String) throws -> Void) throws -> String? {
        let path = FileManager.default.temporaryDirectory.path + "/pollbench-\(UUID().uuidString)"
        try Data(count: 16 * 512).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let facts = LeafFacts(
            kind: .real(path: path, isBlockDevice: false), name: "leaf", sizeSectors: 16, alignmentBytes: 512,
            maxSectorsPerIO: 8)
        try change(path)
        return facts.loss?.replacingOccurrences(of: path, with: "it")
    }

    @Test func aDeviceThatIsAsItWasIsNotToBlame() throws {
        #expect(try loss { _ in } == nil)
        #expect(facts(.model(0)).loss == nil)
    }

    @Test func aDeviceThatIsGoneIsToBlame() throws {
        #expect(try loss { try FileManager.default.removeItem(atPath: $0) } == "it is gone")
        #expect(try loss { truncate($0, 0) } == "it is gone: it has no sectors any more")
        #expect(try loss { truncate($0, 8 * 512) } == "it has shrunk from 16 to 8 sectors")
    }
}
