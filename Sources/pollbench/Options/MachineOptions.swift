import ArgumentParser
import Harness

/// The described machine that stands for this one.
struct MachineOptions: SettingOptions {
    @Option(.machine) var machine: Assignment?
    @Flag(.machineEnsemble) var machineEnsemble: Bool

    var flags: [(setting: RequestSetting, isGiven: Bool)] { [(.machineEnsemble, machineEnsemble)] }
}
