import BlockLayer

/// The cells and designs of a request, checked as far as that needs no look at a device.
struct RequestedWork: Sendable {
    let request: RunRequest
    let designs: [CatalogueDesign]
    /// Those that some design is wanted in.
    let cells: [CellSettings]
    let access: DeviceAccess

    /// - Throws: `usage` for unknown designs, too many runs, and settings that exclude each other.
    init(_ request: RunRequest) throws(HarnessError) {
        let designs = try DesignChoice.designs(named: request.designs)
        guard request.kernelDevice == nil || designs.contains(where: \.isKernel) else {
            throw .usage(
                "a kernel device is for the design kernel, which \(SettingNames.designs) does not name")
        }
        let cells = try request.sweep.cells().filter { cell in
            designs.contains { request.isWanted(cell, $0.card.name) }
        }.flatMap { request.usesMachineEnsemble ? $0.ensemble : [$0] }
        guard cells.count * designs.count <= Bounds.runs else {
            throw .usage("more than \(Bounds.runs) runs: fewer values, designs or \(RequestSetting.rounds)")
        }
        for cell in cells { try cell.check() }
        try Self.checkMachines(of: cells, request)
        if case .bare = request.source, cells.contains(where: { $0.reloadNanoseconds != nil }) {
            throw .usage(
                "\(Axis.reloadEvery): a device without a table has none to reload; give one by \(SettingNames.table)"
            )
        }
        self.request = request
        self.designs = designs
        self.cells = cells
        access = DeviceAccess(request, workloadWrites: cells.contains { $0.readPercent < 100 })
    }

    /// Throws `usage` for described machines that cannot be used as asked.
    private static func checkMachines(of cells: [CellSettings], _ request: RunRequest) throws(HarnessError) {
        let machines = Set(cells.compactMap(\.machine))
        guard let machine = machines.first else {
            guard !request.usesMachineEnsemble else {
                throw .usage(
                    "\(RequestSetting.machineEnsemble) changes a described machine: name one by \(Axis.machine)"
                )
            }
            return
        }
        guard request.source.leafReferences.allSatisfy(\.isModel) else {
            throw .usage(
                "\(Axis.machine, machine.name) has model devices only: use model:N in place of real ones")
        }
        let digests = Dictionary(grouping: machines, by: \.name).mapValues { Set($0.map(\.digest)) }
        if let (name, _) = digests.first(where: { $0.value.count > 1 }) {
            throw .usage(
                "\(Axis.machine): two descriptions have the name \(name), which results go by: rename one")
        }
    }

    /// Whether some run would poll its devices.
    var asksForPolling: Bool {
        cells.contains { $0.completion != .interrupt } && designs.contains { !$0.waitsForInterrupts }
    }
}
