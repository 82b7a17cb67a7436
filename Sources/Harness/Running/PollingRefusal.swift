import BlockDevices
import BlockLayer

extension Session {
    /// Throws `environment` for a device that cannot be polled, with what is in the way and what to do.
    static func checkPolling(_ leaves: Leaves) throws(HarnessError) {
        for leaf in leaves.facts {
            guard case .real(let path, _) = leaf.kind else { continue }
            let facts = leaf.device ?? BlockDevice(holding: path).map { DeviceFacts($0) }
            do throws(RunError) {
                try UringProbe.checkPolling(path)
                // Not every kernel refuses: Linux 6.1 takes the read and lets the interrupt complete it.
                if facts?.polls == false { throw .cannotPoll(path: path) }
            } catch {
                throw .environment(text(error, leaf, facts))
            }
        }
    }

    /// - Parameter facts: of the leaf, or of the device that holds a file.
    static func text(_ error: RunError, _ leaf: LeafFacts, _ facts: DeviceFacts?) -> String {
        let wayOut = "or use --completion interrupt"
        return switch error {
        case .cannotPoll: "\(error): " + (advice(leaf, facts) + [wayOut]).joined(separator: "; ")
        case .nothingToPoll: "\(error), \(wayOut)"
        default: error.description
        }
    }

    /// What is in the way, one thing after the other where there are several.
    private static func advice(_ leaf: LeafFacts, _ facts: DeviceFacts?) -> [String] {
        guard let facts else {
            guard case .real(let path, _) = leaf.kind else { return [] }
            return [DiskTraffic.obstacle(to: path) ?? "nothing is known of its disk"]
        }
        let advice = facts.advice.filter { $0.goal == .polling }
        if advice.isEmpty {
            return leaf.device == nil
                ? ["\(facts.device.name) polls, but not its file system"]
                : ["although its queue/io_poll is 1"]
        }
        return advice.map { $0.device == leaf.device?.device ? $0.text : "\($0.device.name): \($0.text)" }
    }
}
