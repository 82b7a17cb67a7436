import ArgumentParser
import Harness

/// What the design `kernel` runs on.
struct KernelOptions: SettingOptions {
    @Flag(.createKernelDevice) var createKernelDevice: Bool
    @Option(.kernelDevice) var kernelDevice: Assignment?
    @Flag(.allowKernelCrash) var allowKernelCrash: Bool

    var flags: [(setting: RequestSetting, isGiven: Bool)] {
        [(.createKernelDevice, createKernelDevice), (.allowKernelCrash, allowKernelCrash)]
    }

    /// Throws `usage` for options that exclude each other.
    func check() throws(HarnessError) {
        guard kernelDevice == nil || !createKernelDevice else {
            throw .usage(
                "\(RequestSetting.kernelDevice) and \(RequestSetting.createKernelDevice) exclude each other")
        }
    }
}
