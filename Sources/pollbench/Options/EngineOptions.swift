import ArgumentParser
import Harness

/// How IOs are submitted and polled.
struct EngineOptions: SettingOptions {
    @Option(
        help: ArgumentHelp(
            "Designs by comma, or all; `pollbench designs` lists them. Some take a number: task-fifo:512.",
            valueName: "names"))
    var design = "all"

    @Option(.pollQueues) var pollQueues: Assignment?
    @Option(.queueSharing) var queueSharing: Assignment?
    @Option(.queueMap) var queueMap: Assignment?
    @Option(.spin) var spin: Assignment?
    @Option(.lock) var lock: Assignment?
    @Option(.end) var end: Assignment?
    @Option(.counts) var counts: Assignment?
    @Option(.batchSubmit) var batchSubmit: Assignment?
    @Option(.batchComplete) var batchComplete: Assignment?
    @Option(.cpusAllowed) var cpusAllowed: Assignment?
    @Option(.numaCPUNodes) var numaCPUNodes: Assignment?
    @Option(.numa) var numa: Assignment?
    @Option(.latency) var latency: Assignment?
    @Option(.completion) var completion: Assignment?
    @Option(.reloadEvery) var reloadEvery: Assignment?

    /// Nil for all.
    var designs: [String]? { design == "all" ? nil : Parse.words(design) }
}
