import BlockDevices
import BlockLayer

extension Leaves {
    /// Why one of the devices cannot be polled, and what to do about it; nil if all can. Reads from them.
    func pollingObstacle() -> Message? { facts.lazy.compactMap { $0.pollingObstacle() }.first }
}

extension LeafFacts {
    /// Why the device cannot be polled, and what to do about it; nil if it can. Reads from it.
    func pollingObstacle() -> Message? {
        guard case .real(let path, _) = kind else { return nil }
        let known = device ?? BlockDevice(holding: path).map { DeviceFacts($0) }
        do throws(RunError) {
            try UringProbe.checkPolling(path)
            // Not every kernel refuses: Linux 6.1 takes the read and lets the interrupt complete it.
            if known?.polls == false { throw .cannotPoll(path: path) }
            return nil
        } catch {
            return pollingObstacle(error, known)
        }
    }

    /// - Parameter facts: of the device, or of the one that holds a file.
    func pollingObstacle(_ error: RunError, _ facts: DeviceFacts?) -> Message {
        let wayOut: Message = "or use \(Axis.completion, "interrupt")"
        return switch error {
        case .cannotPoll: "\(error): \((pollingAdvice(facts) + [""]).joined(separator: "; "))\(wayOut)"
        case .nothingToPoll: "\(error), \(wayOut)"
        default: "\(error)"
        }
    }

    /// What prevents polling, one thing after the other.
    private func pollingAdvice(_ facts: DeviceFacts?) -> [String] {
        guard let facts else {
            guard case .real(let path, _) = kind else { return [] }
            return [DiskTraffic.obstacle(to: path) ?? "nothing is known of its disk"]
        }
        let advice = facts.advice.filter { $0.goal == .polling }
        if advice.isEmpty {
            return device == nil
                ? ["\(facts.device.name) polls, but not its file system"]
                : ["although its queue/io_poll is 1"]
        }
        return advice.map { $0.device == device?.device ? $0.text : "\($0.device.name): \($0.text)" }
    }
}
