/// A change to a device, and the way to make it.
public struct Advice: Hashable, Sendable {
    /// The purpose of the change.
    public enum Goal: String, Sendable {
        /// Without it the device does not poll.
        case polling
        /// Without it each IO costs more.
        case cost
    }

    /// The state that the advice leads to.
    public let goal: Goal
    /// The device that is to be changed: perhaps one below the device that was asked about.
    public let device: BlockDevice
    /// The obstacle: `no poll queues (nvme.poll_queues is 0)`.
    public let reason: String
    /// The addition to the kernel's command line, for the next boot.
    public let kernelParameter: String?
    /// What does it now: commands for root's shell, in this order. None where nothing does, or where it would take away
    /// a device that is in use.
    public let commands: [String]
    /// A remark.
    public let note: String?

    init(
        _ goal: Goal, _ device: BlockDevice, _ reason: String, kernelParameter: String? = nil,
        commands: [String] = [],
        note: String? = nil
    ) {
        self.goal = goal
        self.device = device
        self.reason = reason
        self.kernelParameter = kernelParameter
        self.commands = commands
        self.note = note
    }

    /// The same advice under the name of another device.
    func about(_ device: BlockDevice) -> Advice {
        Advice(goal, device, reason, kernelParameter: kernelParameter, commands: commands, note: note)
    }

    /// All of it in one line, without the device's name.
    public var text: String {
        var ways: [String] = []
        if let kernelParameter { ways.append("boot with \(kernelParameter)") }
        if !commands.isEmpty { ways.append("as root: \(commands.joined(separator: " && "))") }
        let remedy = ways.isEmpty ? [] : [ways.joined(separator: ", or ")]
        return ([reason] + remedy + [note].compactMap(\.self)).joined(separator: "; ")
    }
}
