import Foundation
import Testing

@testable import Results

@Suite struct AppendFileTests {
    /// The limit on file sizes stands in for a disk that fills up in the middle of a row.
    @Test func pieceThatDoesNotFitLeavesTheFileAsItWas() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { unlink(path) }
        let limit = 1 << 28
        var file = try AppendFile(path)
        try file.append([1])
        // Sparse: it takes no room.
        try file.cut(to: limit - 10)
        var before = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
        var small = rlimit(rlim_cur: rlim_t(limit), rlim_max: before.rlim_max)
        let handler = signal(SIGXFSZ, SIG_IGN)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &small)
        defer {
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
            signal(SIGXFSZ, handler)
        }
        var code: ResultsError.Reason?
        do throws(ResultsError) {
            try file.append(Array(repeating: 2, count: 20))
        } catch {
            code = error.reason
        }
        #expect(code == .system(action: "write", code: EFBIG))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == limit - 10)
    }
}
