import BlockDevices
import BlockLayer
import Units

extension Plan {
    /// Lines for people: the designs that are left out, and hints about the rest.
    public var notes: [Message] {
        SkippedDesign.texts(of: skipped) + [queueNote].compactMap(\.self)
    }

    /// For people: which ring and which poll queue of each device the CPUs map to, as far as the kernel tells. Each
    /// placement once, and devices together whose queues map alike.
    public var queueLines: [String] {
        var placements: [[String]] = []
        for run in runs where run.completion == .polled {
            let lines = Self.lines(of: run, on: stacks[run.stackNumber].leaves)
            if !placements.contains(lines) { placements.append(lines) }
        }
        return placements.flatMap(\.self)
    }

    /// The hint where a number of queues was asked for that is not the devices' own; nil if there is none.
    private var queueNote: Message? {
        let others = stacks.flatMap { stack -> [String] in
            guard let asked = stack.request.sweep.values(of: .pollQueues)?.map(\.text),
                runs.contains(where: { $0.isPolled(on: stack) })
            else { return [] }
            return stack.leaves.facts.compactMap { leaf in
                leaf.device?.pollQueues.flatMap {
                    asked == [String($0.count)] ? nil : "\(leaf.name): \($0.count)"
                }
            }
        }
        .uniqued()
        guard !others.isEmpty else { return nil }
        return
            "\(Axis.pollQueues) makes rings, which \(RequestSetting.queueMap) shares out; the devices' own poll queues "
            + "(\(others.joined(separator: ", "))) are the kernel's to map; "
            + "without it there is a ring for each of those in use"
    }

    private static func lines(of run: PlannedRun, on leaves: Leaves) -> [String] {
        var groups: [(queues: LeafQueues, names: [String])] = []
        for (leaf, queues) in zip(leaves.facts, run.queues) where queues.hctxOfWorker != nil {
            if let place = groups.firstIndex(where: { $0.queues == queues }) {
                groups[place].names.append(leaf.name)
            } else {
                groups.append((queues, [leaf.name]))
            }
        }
        return groups.flatMap { queues, names in
            ["numjobs \(run.cell.jobs) on \(names.joined(separator: ", ")):"]
                + lines(of: queues, cpus: run.cpus)
        }
    }

    /// `  ring 0: CPU 0,2 to hctx 4`
    private static func lines(of queues: LeafQueues, cpus: [Int]) -> [String] {
        let workers = zip(zip(queues.ofWorker, queues.hctxOfWorker ?? []), cpus)
        let pairs = Dictionary(grouping: workers) { [$0.0.0, $0.0.1] }
        return pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { pair, workers in
            "  ring \(pair[0]): CPU \(CPUList(workers.map(\.1))) to hctx \(pair[1])"
        }
    }
}
