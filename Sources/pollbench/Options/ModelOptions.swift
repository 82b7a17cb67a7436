import ArgumentParser
import Harness

/// What model devices are like: all the same. In the order in which they are set: the drive presets others.
struct ModelOptions: SettingOptions {
    @Option(model: .drive) var drive: Assignment?
    @Option(model: .service) var service: Assignment?
    @Option(model: .parallelism) var parallelism: Assignment?
    @Option(model: .maxIOPS) var maxIOPS: Assignment?
    @Option(model: .bandwidth) var bandwidth: Assignment?
    @Option(model: .size) var size: Assignment?
    @Option(model: .data) var data: Assignment?
    @Option(model: .maxIO) var maxIO: Assignment?
    @Option(model: .interruptCost) var interruptCost: Assignment?
    @Option(model: .submitCost) var submitCost: Assignment?
    @Option(model: .completionCost) var completionCost: Assignment?
    @Option(model: .failures) var failures: Assignment?
    @Option(model: .again) var again: Assignment?
    @Option(model: .lost) var lost: Assignment?
    @Option(model: .timeout) var timeout: Assignment?
    @Option(model: .queueDepth) var queueDepth: Assignment?
    @Option(model: .resetEvery) var resetEvery: Assignment?
}
