import BlockLayer
import Foundation
import Harness
import Published
import Testing

/// The matrices of the figures agree with the posts, and their models with the calibration.
@Suite struct MatricesTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources/Published/Matrices").standardizedFileURL

    private static func request(_ figure: PostedFigure) throws -> RunRequest {
        let matrix = try Matrix(text: try #require(figure.matrix), named: "\(figure.id).yaml")
        #expect(matrix.requests.count == 1)
        return matrix.requests[0]
    }

    private static func cell(_ request: RunRequest) throws -> CellSettings {
        try #require(try request.sweep.cells().first)
    }

    private static let expressed = PostedFigure.all.filter { $0.obstacle == nil }

    @Test func thereIsAMatrixForEachFigureThatCanHaveOne() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Self.expressed.map { "\($0.id).yaml" }))
    }

    @Test(arguments: expressed)
    func aMatrixIsItsFigures(figure: PostedFigure) throws {
        let request = try Self.request(figure)
        let cell = try Self.cell(request)
        #expect(request.name == figure.id)
        #expect(request.designs?.first == figure.design)
        #expect(request.designs?.contains("interrupt") == (figure.id != "F18"))
        #expect(cell.jobs == figure.threads && cell.depth == 128)
        #expect(cell.blockBytes == (figure.leaves == 3 ? 12288 : cell.blockBytes))
        #expect(request.rounds == 11 && request.runtimeNanoseconds == 1_000_000_000)
        #expect((cell.locking == .trylock) == (figure.id == "F6"))
        // Linux ends IOs after the lock from 5.16 on; F15 and F16 are of 5.18.
        #expect((cell.ending == .inLock) == !["F15", "F16", "F18"].contains(figure.id))
    }

    @Test(arguments: expressed)
    func aModelIsCalibrated(figure: PostedFigure) throws {
        let model = try Self.request(figure).model.settings
        guard figure.id != "F18" else {
            #expect(model == ModelSettings())
            return
        }
        let isFast = ["F15", "F16"].contains(figure.id)
        let interrupt = isFast ? Calibration.fastInterruptNanoseconds : Calibration.interruptNanoseconds
        // F2 was posted without rates: its drive is F1's. F16's is F15's, whose links bound it.
        let rates = PostedFigure.named(figure.id == "F2" ? "F1" : figure.id == "F16" ? "F15" : figure.id)
        let submit = Calibration.submitNanoseconds(
            rate: try #require(rates?.interrupt), threads: figure.threads, leaves: figure.leaves,
            interruptNanoseconds: isFast ? interrupt / Calibration.fastLeavesPerInterrupt : interrupt,
            completionNanoseconds: isFast ? 0 : Calibration.completionNanoseconds)
        #expect(model.interruptCostNanoseconds == UInt64(interrupt))
        #expect(model.completionCostNanoseconds == (isFast ? 0 : UInt64(Calibration.completionNanoseconds)))
        #expect(model.submitCostNanoseconds == UInt64(submit.rounded()))
        if figure.id == "F16" {
            let service = Calibration.serviceNanoseconds(
                rate: try #require(figure.interrupt), devices: 2, dies: model.parallelism)
            #expect(model.service == .fixed(nanoseconds: UInt64(service.rounded())))
        }
    }
}
