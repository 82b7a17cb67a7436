import ArgumentParser
import Harness

/// What the design `kernel` runs on.
struct KernelOptions: ParsableArguments {
    @Flag(
        help: """
            For the design kernel: make the mapped devices of the table by dmsetup, and remove them afterwards. Runs \
            that are killed leave theirs to the next run, which removes them.
            """)
    var createKernelDevice = false

    @Option(
        help: ArgumentHelp(
            "For the design kernel: a mapped device that has the same table.", valueName: "path"))
    var kernelDevice: String?

    @Flag(
        help: """
            Poll through the kernel's dm even where it divides IOs over NVMe or over dm, which crashes Linux 6.12 and \
            others.
            """)
    var allowKernelCrash = false

    func apply(to request: inout RunRequest) throws(HarnessError) {
        request.allowsKernelCrash = allowKernelCrash
        guard let kernelDevice else {
            if createKernelDevice { request.kernelDevice = .create }
            return
        }
        guard !createKernelDevice else {
            throw .usage("--kernel-device and --create-kernel-device exclude each other")
        }
        guard !kernelDevice.isEmpty else { throw .usage("--kernel-device is empty") }
        request.kernelDevice = .existing(path: kernelDevice)
    }
}
