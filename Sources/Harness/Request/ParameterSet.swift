import BlockLayer

/// Numbers of a described machine that are good to a factor of two, replaced by others that the data of such machines
/// allows: docs/modelled.md says which data.
public struct ParameterSet: Hashable, Sendable {
    /// The part of a transfer that remains when a line goes from one waiter to the next; nil for the description's.
    private var overlap: Double?
    /// Nil for the description's.
    private var arbitration: Arbitration?
    /// What the price of work is multiplied by.
    private(set) var workFactor = 1.0

    private enum Arbitration: Hashable {
        /// The owner's cluster first, others after so many in a row.
        case batch(Int)
        /// The oldest request, with another overlap outside the owner's cluster.
        case fifo(farOverlap: Double)
    }

    private init(overlap: Double? = nil, _ arbitration: Arbitration? = nil, work: Double = 1) {
        (self.overlap, self.arbitration, workFactor) = (overlap, arbitration, work)
    }

    /// Each parameter alone, then the corners of contention and work.
    static let ensemble: [ParameterSet] = [
        ParameterSet(overlap: 0.3), ParameterSet(overlap: 0.5),
        ParameterSet(.batch(6)), ParameterSet(.batch(28)),
        ParameterSet(.fifo(farOverlap: 0.1)), ParameterSet(.fifo(farOverlap: 0.16)),
        ParameterSet(work: 0.8), ParameterSet(work: 1.2),
        ParameterSet(overlap: 0.3, .batch(28), work: 0.8), ParameterSet(overlap: 0.3, .batch(28), work: 1.2),
        ParameterSet(overlap: 0.5, .batch(6), work: 0.8), ParameterSet(overlap: 0.5, .batch(6), work: 1.2),
    ]

    /// `overlap0.3-batch28-work1.2`
    public var name: String {
        let parts = [
            overlap.map { "overlap\($0)" }, arbitration.map(Self.word),
            workFactor == 1 ? nil : "work\(workFactor)",
        ]
        return parts.compactMap(\.self).joined(separator: "-")
    }

    private static func word(_ arbitration: Arbitration) -> String {
        switch arbitration {
        case .batch(let batch): "batch\(batch)"
        case .fifo(let overlap): "fifo\(overlap)"
        }
    }

    /// The model with these numbers. Where additions run at the home of a line, contention has a curve of its own, and
    /// where all CPUs are one cluster, arbitration does not matter: these numbers stay.
    func applied(to model: MachineModel) -> MachineModel {
        var changed = model
        guard model.contention.homeAddNanoseconds == nil else { return model }
        if let overlap { changed.contention.overlap = overlap }
        guard model.groupCount(of: model.contention.clusterLevel) > 1 else { return changed }
        switch arbitration {
        case .batch(let batch): changed.contention.arbitration = .clusterFirst(batch: batch)
        case .fifo(let overlap):
            changed.contention.arbitration = .fifo
            changed.contention.farOverlap = overlap
        case nil: break
        }
        return changed
    }
}
