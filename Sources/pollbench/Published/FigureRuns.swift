import Harness
import Placement
import Published
import Results

/// The figures of a command, and the machines to run each on.
struct FigureRuns {
    let figures: [PostedFigure]
    /// The machines of `--machine`, nil among them for this one; nil for this one and each figure's own.
    private let chosen: [MachineChoice?]?

    init(_ figures: [PostedFigure], on machine: Assignment?) throws(HarnessError) {
        self.figures = figures
        guard let machine else {
            chosen = nil
            return
        }
        var request = RunRequest(.bare(.model(0)))
        try machine.apply(to: &request)
        chosen = try request.sweep.cells().map(\.machine)
    }

    /// The machines of one figure, this one first.
    private func choices(of figure: PostedFigure) throws(HarnessError) -> [MachineChoice?] {
        if let chosen { return chosen }
        return [nil, try MachineChoice(figure.machine)]
    }

    /// The requests of what can run, in one schedule: rounds and seed are those of the first.
    ///
    /// - Parameters:
    ///   - matrix: the matrix of a figure.
    ///   - assignments: the options of the command line.
    func requests(
        _ matrix: (PostedFigure) throws(HarnessError) -> Matrix, _ assignments: [Assignment]
    ) throws(HarnessError) -> [RunRequest] {
        var requests: [RunRequest] = []
        for figure in figures where figure.obstacle == nil {
            for machine in try choices(of: figure) where try Self.facts(of: machine).fits(figure) {
                for var request in try matrix(figure).requests {
                    if let machine { try request.model(on: machine) }
                    for assignment in assignments { try assignment.apply(to: &request) }
                    requests.append(request)
                }
            }
        }
        return requests
    }

    /// The machines that results are from, or could be, this one first.
    func machines(of rows: [CellRow]) throws(HarnessError) -> [FigureMachine] {
        var machines: [FigureMachine] = []
        for figure in figures {
            for machine in try choices(of: figure) { machines.append(try Self.facts(of: machine)) }
        }
        // Of a description in a file nothing is left in the rows but its name: --machine gives it again.
        for name in rows.compactMap(\.machine) where !machines.contains(where: { $0.name == name }) {
            machines.append(try Self.facts(of: try? MachineChoice(name), named: name))
        }
        return machines.enumerated().filter { place, machine in
            !machines.prefix(place).contains(machine)
        }.map(\.element)
    }

    private static func facts(
        of machine: MachineChoice?, named name: String? = nil
    ) throws(HarnessError) -> FigureMachine {
        let topology: Topology
        do {
            topology = try machine?.topology ?? Topology.current()
        } catch {
            throw .environment("\(error)")
        }
        return FigureMachine(
            name: machine?.name ?? name, cpus: topology.cpus.count, nodes: topology.nodes.count)
    }
}

extension RunRequest {
    /// Runs on a described machine, in enough virtual time for a rate.
    fileprivate mutating func model(on machine: MachineChoice) throws(HarnessError) {
        try sweep.vary(.machine, machine.word)
        runtimeNanoseconds = 150_000_000
        rampNanoseconds = 10_000_000
    }
}
