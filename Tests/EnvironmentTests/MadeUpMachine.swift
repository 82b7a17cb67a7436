import BlockDevices
import DeviceTestSupport

@testable import Environment

extension MadeUpKernel {
    /// Four CPUs on two nodes, of which the last one has another governor and may not use C6.
    func addMachine() throws {
        let cpus = "sys/devices/system/cpu"
        for cpu in 0...3 {
            try write(
                cpu == 3 ? "powersave\n" : "performance\n", "\(cpus)/cpu\(cpu)/cpufreq/scaling_governor")
            for (state, name) in ["POLL", "C6"].enumerated() {
                let folder = "\(cpus)/cpu\(cpu)/cpuidle/state\(state)"
                try write("\(name)\n", "\(folder)/name")
                try write("\(state * 85)\n", "\(folder)/latency")
                try write(cpu == 3 && name == "C6" ? "1\n" : "0\n", "\(folder)/disable")
            }
        }
        let files = [
            ("\(cpus)/cpufreq/boost", "1"), ("\(cpus)/cpuidle/current_driver", "intel_idle"),
            ("\(cpus)/cpuidle/current_governor_ro", "menu"), ("\(cpus)/isolated", "2-3"),
            ("\(cpus)/nohz_full", "  (null)"), ("\(cpus)/smt/control", "on"), ("\(cpus)/smt/active", "1"),
            ("\(cpus)/vulnerabilities/spec_store_bypass", "Vulnerable"),
            ("sys/devices/system/node/node0/cpulist", "0-1"),
            ("sys/devices/system/node/node0/distance", "10 21"),
            ("sys/devices/system/node/node1/cpulist", "2-3"),
            ("sys/devices/system/node/node1/distance", "21 10"),
            ("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc"),
            ("sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc hpet acpi_pm "),
            ("sys/class/dmi/id/sys_vendor", "Maker"), ("sys/class/dmi/id/product_name", "Model 7 "),
            ("proc/sys/kernel/version", "#1 SMP"), ("proc/cmdline", "quiet isolcpus=2-3"),
            ("proc/loadavg", "0.50 1.25 2.00 1/99 1234"),
        ]
        for (path, text) in files { try write(text + "\n", path) }
        try write(
            """
            processor\t: 0
            model name\t: A CPU: the model
            microcode\t: 0xb000040
            flags\t\t: fpu constant_tsc nonstop_tsc hypervisor

            processor\t: 1
            model name\t: Another

            """, "proc/cpuinfo")
    }

    /// Its record with these devices, which exist in these tests only.
    func record(_ devices: String...) -> EnvironmentRecord {
        .current(
            devices: devices.map(BlockDevice.init), time: "2026-01-02T03:04:05.678Z",
            software: .current(pollbench: "1.2.3", commit: "abc", in: files),
            clock: DataPlaneClock(name: "tsc", reason: "because", ticksPerSecond: 2_600_000_000),
            table: { $0.minor == 1 ? "0 8 linear 254:0 0\n8 8 zero\n" : nil }, in: files)
    }
}
