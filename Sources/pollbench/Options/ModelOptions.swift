import ArgumentParser
import BlockLayer
import Harness
import Units

/// What model devices are like: all the same.
struct ModelOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Service time: TIME, uniform:FROM:TO, lognormal:MEDIAN:P99 or histogram:FILE. (default: 0)",
            discussion: "FILE has lines `nanoseconds,count`. A time has a unit: 20us.",
            valueName: "time"))
    var modelService = "0"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Dies of a device, each serving one 4 KiB page at a time; 0 for no bound. (default: 0)",
            discussion: """
                A long IO is on several dies and ready with its last page: N dies serve N pages in the time of \
                --model-service, whatever the block size. With 0 an IO takes that time whatever its length.
                """,
            valueName: "number"),
        transform: Parse.number)
    var modelParallelism = 0

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Size of a device. (default: 1g)", valueName: "size"),
        transform: Parse.bytes)
    var modelSize: UInt64 = 1 << 30

    @Option(
        help: ArgumentHelp(
            "keep what is written in memory, or discard it. (default: discard)", valueName: "what"),
        transform: Parse.choice)
    var modelData = ModelData.discard

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The largest IO that a device takes. (default: 1280k)", valueName: "size"),
        transform: Parse.bytes)
    var modelMaxIo: UInt64 = 1280 << 10

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What an interrupt of a device costs the CPU that submitted: with --completion interrupt, and for IOs that "
                + "a design leaves unpolled. (default: 2us)",
            valueName: "time"),
        transform: Parse.shortNanoseconds)
    var modelInterruptCost: UInt64 = 2_000

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What it costs the CPU to hand an IO to a device, as block layer and driver of a real one do. (default: 0)",
            valueName: "time"),
        transform: Parse.shortNanoseconds)
    var modelSubmitCost: UInt64 = 0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Which IOs of a device's queues fail: of every PERIOD, LENGTH in a row. (default: none)",
            discussion: "For multipath targets, whose paths fail so.", valueName: "period:length"),
        transform: { try FailureSchedule(parsing: $0) })
    var modelFailures = FailureSchedule.never

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Which IOs come back with EAGAIN and are submitted again, as --model-failures. (default: none)",
            valueName: "period:length"),
        transform: { try FailureSchedule(parsing: $0) })
    var modelAgain = FailureSchedule.never

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Which IOs' completions are lost, as --model-failures: they end with ETIMEDOUT, and their completions come "
                + "after that. (default: none)",
            valueName: "period:length"),
        transform: { try FailureSchedule(parsing: $0) })
    var modelLost = FailureSchedule.never

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "When a lost IO times out; Linux waits 30 seconds. (default: 10ms)", valueName: "time"),
        transform: Parse.shortNanoseconds)
    var modelTimeout: UInt64 = 10_000_000

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "IOs that a hardware queue holds; what finds it full is tried again. (default: 1023)",
            valueName: "number"),
        transform: Parse.number)
    var modelQueueDepth = 1023

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Reset each controller after that time, again and again: it comes back with another number of queues, "
                + "up to --poll-queues; 0 for never. (default: 0)",
            valueName: "time"),
        transform: Parse.nanoseconds)
    var modelResetEvery: UInt64 = 0

    func apply(to request: inout RunRequest) throws(HarnessError) {
        var settings = ModelSettings(
            service: try service(), parallelism: modelParallelism,
            sizeSectors: modelSize / Units.sectorBytes, keepsData: modelData == .keep,
            queueDepth: modelQueueDepth, interruptCostNanoseconds: modelInterruptCost)
        settings.submitCostNanoseconds = modelSubmitCost
        settings.faults.failures = modelFailures
        settings.faults.again = modelAgain
        settings.faults.lost = modelLost
        settings.faults.timeoutNanoseconds = modelTimeout
        settings.resetNanoseconds = modelResetEvery
        request.model = ModelRequest(settings, maxIOBytes: modelMaxIo)
    }

    /// Not read as an argument: a file that cannot be read is no mistake of the command line.
    private func service() throws(HarnessError) -> ServiceTime {
        do {
            return try ServiceTime(parsing: modelService)
        } catch .usage(let reason) {
            throw .usage("--model-service \(modelService): \(reason)")
        }
    }
}
