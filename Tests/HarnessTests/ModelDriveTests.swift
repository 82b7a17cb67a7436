import BlockLayer
import Tables
import Testing

@testable import Harness

/// Devices like published drives, on a modelled machine: what they give alone and at most.
@Suite struct ModelDriveTests {
    private static let names = ModelDrive.all.map(\.name)

    /// 4 KiB reads a second.
    private func rate(of drive: String, depth: String, runtimeNanoseconds: UInt64) throws -> Double {
        var request = RunRequest(.table(try Stack(parsing: "0 2097152 linear model:0 0")))
        request.designs = ["iterate-all"]
        request.rampNanoseconds = runtimeNanoseconds / 4
        request.runtimeNanoseconds = runtimeNanoseconds
        try request.sweep.vary(.machine, "epyc-7763-2x64")
        try request.sweep.vary(.iodepth, depth)
        try ModelRequest.assignment(.drive, drive).apply(to: &request)
        var rate: Double?
        let observer = Observer { rate = $2.totals.iops }
        try Session(try Plan([request])).run(stop: RunStop(), observer: observer)
        return try #require(rate)
    }

    /// At depth 1 the service time, and less than 0.7 µs of the machine.
    @Test(arguments: names)
    func aloneAnIOTakesTheServiceTime(name: String) throws {
        let drive = try ModelDrive(named: name)
        guard case .lognormal(let median, _) = drive.service else {
            Issue.record("another kind of service time")
            return
        }
        let nanoseconds = 1e9 / (try rate(of: name, depth: "1", runtimeNanoseconds: 100 * median))
        #expect(nanoseconds > 0.97 * Double(median) && nanoseconds < 1.03 * Double(median) + 700)
    }

    /// With deep queues the least of what controller, link and dies allow.
    @Test(arguments: names)
    func manyIOsReachTheBound(name: String) throws {
        let drive = try ModelDrive(named: name)
        var bounds = [Double(drive.bytesPerSecond) / 4096]
        if drive.iopsAtMost > 0 { bounds.append(Double(drive.iopsAtMost)) }
        if case .lognormal(let median, _) = drive.service, drive.parallelism > 0 {
            bounds.append(Double(drive.parallelism) * 1e9 / Double(median))
        }
        let bound = try #require(bounds.min())
        let found = try rate(of: name, depth: "1000", runtimeNanoseconds: 5_000_000)
        #expect(found > 0.9 * bound && found < 1.02 * bound, "\(found) of \(bound)")
    }

    @Test func otherSettingsOverrideIt() throws {
        var model = ModelRequest()
        try ModelRequest.setting(key: "drive")!.value("p5800x").set(&model)
        #expect(model.settings.iopsAtMost == 5_000_000 && model.settings.bytesPerSecond == 6_500_000_000)
        try ModelRequest.setting(key: "max_iops")!.value("0").set(&model)
        #expect(model.settings.iopsAtMost == 0 && model.drive?.name == "p5800x")
        try ModelRequest.setting(key: "drive")!.value("none").set(&model)
        #expect(model == ModelRequest())
    }

    /// In whichever order a matrix has them.
    @Test func inMatricesTheOrderDoesNotMatter() throws {
        for model in ["drive: p3700, parallelism: 5", "parallelism: 5, drive: p3700"] {
            let read = try matrix("model: {\(model)}\nstacks: {a: {table: 0 8192 linear model:0 0}}")
            let settings = read.requests[0].model.settings
            #expect(settings.parallelism == 5 && settings.bytesPerSecond == 2_800_000_000)
        }
    }

    @Test func unknownDrivesAreRefused() {
        #expect(throws: HarnessError.self) { try ModelDrive(named: "p5900x") }
    }
}
