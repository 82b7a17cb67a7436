import DeviceTestSupport

extension MadeUpKernel {
    /// A process, or a thread of the kernel, as proc_pid_stat(5) tells of it.
    func setProcess(
        _ number: Int, _ name: String, isOfKernel: Bool = false, ticks: Int, cpu: Int = 0, start: Int = 7
    ) throws {
        let flags = isOfKernel ? 0x0020_8040 : 0x0040_0000
        let until = "S 1 1 1 0 -1 \(flags) 0 0 0 0 \(ticks) 0 0 0 20 0 1 0 \(start)"
        let rest = Array(repeating: "0", count: 16).joined(separator: " ")
        try write("\(number) (\(name)) \(until) \(rest) \(cpu) 0 0 0\n", "proc/\(number)/stat")
    }
}
