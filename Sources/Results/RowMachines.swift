/// The machines that rows are from: rows of different machines have no verdict in common.
///
/// Modelled rows are the same on any host. Where measured rows name several hosts, each is a machine; where they name
/// only one, rows of earlier versions, which name none, are from that one.
public struct RowMachines: Sendable {
    private let areSeveralHosts: Bool

    /// - Parameter rows: all that are looked at together.
    public init(_ rows: some Sequence<CellRow>) {
        areSeveralHosts = Set(rows.lazy.compactMap(\.measuringHost)).count > 1
    }

    /// The machine of a row.
    public func key(of row: CellRow) -> [String] {
        [row.machine ?? "", row.machineDigest ?? "", host(of: row) ?? ""]
    }

    /// `modelled on NAME`, `on host NAME`; empty where there is only the machine that the program ran on.
    func text(of row: CellRow) -> String {
        row.machine.map { "modelled on \($0)" } ?? host(of: row).map { "on host \($0)" } ?? ""
    }

    private func host(of row: CellRow) -> String? { areSeveralHosts ? row.measuringHost : nil }

    /// What settings have in common beside what was asked for.
    var columns: [CellRow.Column] { areSeveralHosts ? [.measuringHost] : [] }
}

extension CellRow {
    /// The host of a measured row; nil for one that is modelled, and where it is not known.
    public var measuringHost: String? { machine == nil ? host : nil }
}

extension CellRow.Column {
    fileprivate static let measuringHost = CellRow.Column("host", derived: { $0.measuringHost ?? "" })
}
