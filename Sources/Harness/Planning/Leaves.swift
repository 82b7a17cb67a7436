import Tables

/// The real devices under a stack, each once under whatever names the text has for it.
struct Leaves: Sendable {
    /// In the order in which the text first names them.
    let facts: [LeafFacts]
    /// Which of them a name means.
    let numberOfReference: [DeviceReference: Int]

    /// Throws `usage` where model devices and real ones are mixed, and what `look` throws.
    init(
        _ references: [DeviceReference],
        look: (DeviceReference) throws(HarnessError) -> LeafFacts
    ) throws(HarnessError) {
        let models = references.filter(\.isModel)
        guard models.isEmpty || models.count == references.count else {
            throw .usage(
                "the stack mixes model devices and real ones: use model:N for all leaves or for none")
        }
        var facts: [LeafFacts] = []
        var numbers: [DeviceReference: Int] = [:]
        for reference in references {
            let found = try look(reference)
            let known = facts.firstIndex { $0.kind == found.kind && found.kind != .model }
            numbers[reference] = known ?? facts.count
            if known == nil { facts.append(found) }
        }
        self.facts = facts
        numberOfReference = numbers
    }

    /// Whether all are model devices. A stack without leaves counts as such: it touches nothing real.
    var areModels: Bool { facts.allSatisfy { $0.kind == .model } }

    /// What every offset and length must be a multiple of.
    var alignmentBytes: UInt64 { facts.map(\.alignmentBytes).max() ?? 512 }

    /// The size of the device that a name means; nil for a mapped device.
    func sizeSectors(_ reference: DeviceReference) -> UInt64? {
        numberOfReference[reference].map { facts[$0].sizeSectors }
    }
}
