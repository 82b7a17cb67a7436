import ArgumentParser
import Harness

/// The workload.
struct WorkloadOptions: SettingOptions {
    @Option(.rw) var rw: Assignment?
    @Option(.rwmixread) var rwmixread: Assignment?
    @Option(.bs) var bs: Assignment?
    @Option(.iodepth) var iodepth: Assignment?
    @Option(.numjobs) var numjobs: Assignment?
    @Option(.size) var size: Assignment?
    @Option(.runtime) var runtime: Assignment?
    @Option(.rampTime) var rampTime: Assignment?
    @Option(.rounds) var rounds: Assignment?
    @Option(.seed) var seed: Assignment?
    @Option(.repeatDisturbed) var repeatDisturbed: Assignment?
    @Flag(.verify) var verify: Bool
    @Flag(.allowWrites) var allowWrites: Bool
    @Option(.overwriteSignature) var overwriteSignature: [String]

    var flags: [(setting: RequestSetting, isGiven: Bool)] {
        [(.verify, verify), (.allowWrites, allowWrites)]
    }

    /// The signatures of all repetitions of the option.
    func signatures() throws(HarnessError) -> [Assignment] {
        if overwriteSignature.isEmpty { return [] }
        return [try RequestSetting.overwriteSignature.assignment(overwriteSignature.joined(separator: ","))]
    }
}
