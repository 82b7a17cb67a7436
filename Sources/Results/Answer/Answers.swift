/// The answers of results to "which design should I use?", for the terminal, for mails and for the page.
public struct Answers: Sendable {
    /// One for each machine, and at least one: what was measured and what was modelled has no verdict in common.
    public let machines: [MachineAnswers]

    public init(_ rows: [CellRow]) {
        self.init(Setting.all(of: CellSummary.summaries(of: rows)), of: rows)
    }

    /// - Parameters:
    ///   - settings: in the order in which sentences name them.
    ///   - rows: that they are made of.
    public init(_ settings: [Setting], of rows: [CellRow]) {
        let all = RowMachines(rows)
        let found = settings.map { all.key(of: $0.asked) }.uniqued().map { key in
            MachineAnswers(
                settings.filter { all.key(of: $0.asked) == key }, of: rows.filter { all.key(of: $0) == key },
                among: all)
        }
        machines = found.isEmpty ? [MachineAnswers([], of: [], among: all)] : found
    }

    /// Which designs to use, which to avoid and by how much, who was not compared, and what would decide the rest.
    public var recommendation: [String] { machines.flatMap(\.recommendation) }

    /// A sentence each for the other measures that a design is chosen by.
    public var others: [String] { machines.flatMap(\.others) }

    // MARK: Forms

    /// For a terminal: lines that are no wider than it is, those that go on indented; empty where there is no answer.
    func text(columns: Int) -> String {
        let lines = recommendation.map { Self.wrapped($0.printable, to: columns) + "\n" }
        return lines.isEmpty ? "" : "\n" + lines.joined()
    }

    /// A list; empty where there is no answer.
    var markdown: String {
        let lines = recommendation.map { "- \(Markdown.escaped($0))\n" }
        return lines.isEmpty ? "" : lines.joined() + "\n"
    }

    private static func wrapped(_ text: String, to columns: Int) -> String {
        var (lines, line) = ([String](), "")
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > max(columns, 40) {
                lines.append(line)
                line = "  " + word
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
