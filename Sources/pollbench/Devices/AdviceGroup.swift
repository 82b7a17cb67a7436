import BlockDevices
import Units

/// The same advice about several devices.
struct AdviceGroup {
    private let first: Advice
    private var names: [String]
    private var commands: [String]

    init(_ advice: Advice) {
        first = advice
        names = [advice.device.name]
        commands = advice.commands
    }

    /// Whether only the device differs.
    func takes(_ advice: Advice) -> Bool {
        advice.reason == first.reason && advice.kernelParameter == first.kernelParameter
            && advice.note == first.note
            && advice.commands.isEmpty == first.commands.isEmpty
    }

    mutating func add(_ advice: Advice) {
        guard !names.contains(advice.device.name) else { return }
        names.append(advice.device.name)
        commands += advice.commands.filter { !commands.contains($0) }
    }

    var text: String {
        var lines = ["\(names.joined(separator: ", ")): \(first.reason)"]
        if let parameter = first.kernelParameter { lines.append("  at boot  \(parameter)") }
        for (index, command) in commands.enumerated() {
            lines.append((index == 0 ? "  as root  " : "           ") + command)
        }
        if let note = first.note { lines.append("  note     \(note)") }
        return lines.map { $0.printable + "\n" }.joined()
    }
}
