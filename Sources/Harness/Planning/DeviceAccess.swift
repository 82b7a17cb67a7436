import BlockLayer
import Tables

/// How the request may touch its devices.
struct DeviceAccess: Sendable {
    private let request: RunRequest
    private let workloadWrites: Bool

    init(_ request: RunRequest, workloadWrites: Bool) {
        self.request = request
        self.workloadWrites = workloadWrites
    }

    /// Whether real devices are opened for writing: only if the workload writes, or stamps them to verify.
    var opensForWriting: Bool { request.allowsWrites && (workloadWrites || request.verifies) }

    /// The model devices of a run, with memory for their data where it is read again.
    func models(_ leaves: Leaves, in machine: MachineChoice?) -> [ModelSettings] {
        leaves.facts.compactMap(\.modelRequest).map { request in
            var model = request.inside(machine).settings
            model.keepsData = model.keepsData || self.request.verifies
            return model
        }
    }

    /// Model devices are stamped first, real ones only if they may be written to.
    func verifyMode(_ leaves: Leaves) -> RunSettings.VerifyMode {
        guard request.verifies else { return .off }
        return leaves.areModels || opensForWriting ? .fillFirst : .existing
    }

    /// Throws `usage` where the workload writes and may not.
    func check(_ leaves: Leaves) throws(HarnessError) {
        if request.verifies, case .table(let stack) = request.source,
            let line = stack.devices.flatMap(\.targets).first(where: { $0.kind.typeName == "zero" })
        {
            throw .usage(
                "\(RequestSetting.verify): the zero target of line \(line.position.line) keeps no data to check"
            )
        }
        let fills = request.verifies && (leaves.areModels || opensForWriting)
        guard workloadWrites || fills else { return }
        if case .table(let stack) = request.source, let device = stack.devices.first(where: \.readOnly) {
            throw .usage("the workload writes, but the table makes \(device.name) read-only (ro)")
        }
        guard leaves.areModels || request.allowsWrites else {
            let names = leaves.facts.map(\.name).joined(separator: ", ")
            throw .usage("the workload would overwrite \(names): \(RequestSetting.allowWrites) permits it")
        }
    }
}
