/// A machine that figures are measured on, or modelled on.
public struct FigureMachine: Equatable, Sendable {
    /// The name of its description; nil for the machine that the program runs on.
    public let name: String?
    /// The numbers of CPUs and NUMA nodes for jobs.
    public let cpus: Int
    public let nodes: Int

    public init(name: String?, cpus: Int, nodes: Int) {
        self.name = name
        self.cpus = cpus
        self.nodes = nodes
    }

    /// What the machine is called in tables.
    var title: String { name.map { "modelled on \($0)" } ?? "measured here" }

    /// Whether the figure can run: a CPU for each of its threads, and its nodes.
    public func fits(_ figure: PostedFigure) -> Bool { lack(for: [figure]) == nil }

    /// What the figures need and the machine lacks, in words; nil if nothing.
    func lack(for figures: [PostedFigure]) -> String? {
        if let most = figures.map(\.threads).max(), most > cpus {
            return "needs \(most) CPUs, here \(cpus == 1 ? "is 1" : "are \(cpus)")"
        }
        if let most = figures.map(\.nodes).max(), most > nodes {
            return "needs \(most) NUMA nodes, here \(nodes == 1 ? "is 1" : "are \(nodes)")"
        }
        return nil
    }
}
