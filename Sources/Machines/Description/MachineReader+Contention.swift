import BlockLayer
import YAMLText

extension MachineReader {
    /// Contention has two forms: the line moves from one waiter to the next, or additions run at its home.
    func readContention(_ model: inout MachineModel) throws(TextFileError) {
        try readArbitration(&model.contention)
        if try isAtHome() {
            let reason = "with at: home the line moves for compare-exchanges alone: write cas"
            try entries.refuse("contended.overlap", reason)
            _ = try entries.needed("contended.each")
            _ = try entries.needed("contended.cas.overlap")
            model.contention.overlap = model.contention.exchangeOverlap ?? model.contention.overlap
        } else {
            for key in ["contended.each", "contended.cas.overlap"] {
                try entries.refuse(key, "goes with at: home")
            }
            _ = try entries.needed("contended.overlap")
        }
    }

    private func isAtHome() throws(TextFileError) -> Bool {
        guard let value = entries["contended.at"] else { return false }
        let word = try value.word()
        guard word == "home" else { throw value.unknown("place", word, among: ["home"]) }
        return true
    }

    /// `batch: N` or `arbitration: fifo`, which is also what additions at home do where neither stands.
    private func readArbitration(_ contention: inout MachineModel.Contention) throws(TextFileError) {
        if let value = entries["contended.arbitration"] {
            let word = try value.word()
            guard word == "fifo" else { throw value.unknown("arbitration", word, among: ["fifo"]) }
            try entries.refuse("contended.batch", "goes without arbitration: fifo")
            contention.arbitration = .fifo
        } else if entries["contended.batch"] == nil {
            guard entries["contended.at"] != nil else {
                throw entries.missing("contended.batch", why: "; or write arbitration: fifo")
            }
            contention.arbitration = .fifo
        }
    }
}
