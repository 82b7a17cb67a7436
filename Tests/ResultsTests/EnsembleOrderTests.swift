import Testing

@testable import Results

/// What is said of the order of designs that were modelled with several parameter sets.
@Suite struct EnsembleOrderTests {
    /// A row for each design and parameter set, the empty name for the machine as described.
    private func rows(_ rates: [String: [(design: String, iops: Double)]], valid: Bool = true) -> [CellRow] {
        rates.sorted { $0.key < $1.key }.flatMap { set, designs in
            designs.map { design, iops in
                var row = CellRow()
                (row.design, row.cellID, row.round) = (design, "x-on-m-\(set)-\(design)", 1)
                (row.stack, row.iodepth, row.numjobs) = ("linear", 16, 2)
                (row.machine, row.machineDigest) = ("m", "0123456789abcdef")
                row.machineParameters = set.isEmpty ? nil : set
                row.iops = iops
                (row.valid, row.invalidReason) = (valid, valid ? nil : "too few samples")
                return row
            }
        }
    }

    private func orders(_ rows: [CellRow]) -> [String] {
        EnsembleOrder.all(of: Setting.all(of: CellSummary.summaries(of: rows)), by: .iops).flatMap(
            \.sentences)
    }

    @Test func anOrderThatSurvivesIsSaid() {
        let found = orders(
            rows([
                "": [("cookie", 300), ("root-list", 200), ("iterate-all", 100)],
                "batch28": [("cookie", 310), ("root-list", 120), ("iterate-all", 110)],
                "overlap0.5": [("cookie", 250), ("root-list", 240), ("iterate-all", 90)],
            ]))
        #expect(
            found == ["The order by rate cookie > root-list > iterate-all holds under all 3 parameter sets."])
    }

    /// One set is enough for a statement not to be made, and it is named.
    @Test func whatDoesNotSurviveIsNotSaid() {
        let found = orders(
            rows([
                "": [("cookie", 300), ("root-list", 200), ("iterate-all", 100)],
                "batch28": [("cookie", 310), ("root-list", 120), ("iterate-all", 110)],
                "fifo0.1": [("cookie", 300), ("root-list", 100), ("iterate-all", 105)],
            ]))
        #expect(
            found == [
                "The order by rate cookie > root-list ~ iterate-all (~: no order is claimed) holds under all 3 "
                    + "parameter sets.",
                "That root-list is ahead of iterate-all depends on the parameters: not under fifo0.1.",
            ])
    }

    /// Rates within one per cent are no order, as described or under a set.
    @Test func ratesThatAreCloseAreNoOrder() {
        let close = orders(rows(["": [("a", 300), ("b", 298)], "batch6": [("a", 400), ("b", 200)]]))
        #expect(close == ["No part of the order by rate of a and b holds under all 2 parameter sets."])
        let closeUnderOne = orders(
            rows(["": [("a", 300), ("b", 200)], "batch6": [("a", 300), ("b", 299)]]))
        #expect(closeUnderOne.last == "That a is ahead of b depends on the parameters: not under batch6.")
    }

    @Test func aDesignThatASetLacksHasNoPlace() {
        let found = orders(
            rows([
                "": [("a", 300), ("b", 200), ("c", 100)], "batch6": [("a", 300), ("b", 200)],
            ]))
        #expect(
            found == [
                "The order by rate a > b holds under all 2 parameter sets.",
                "Without a place in this order, for lack of a rate that counts: c.",
            ])
    }

    @Test func ratesThatDoNotCountAreNoOrder() {
        let rates = ["": [("a", 300.0), ("b", 200.0)], "batch6": [("a", 300), ("b", 200)]]
        #expect(orders(rows(rates, valid: false)) == [])
        #expect(orders(rows(["": [("a", 300), ("b", 200)]])) == [], "one set is no ensemble")
    }

    /// Each setting has a sentence of its own, which names it.
    @Test func settingsAreTold() {
        let rates = ["": [("a", 300.0), ("b", 200.0)], "batch6": [("a", 300), ("b", 200)]]
        var deep = rows(rates)
        for index in deep.indices {
            deep[index].iodepth = 64
            deep[index].cellID += "-deep"
        }
        #expect(
            orders(rows(rates) + deep) == [
                "In iodepth 16 the order by rate a > b holds under all 2 parameter sets.",
                "In iodepth 64 the order by rate a > b holds under all 2 parameter sets.",
            ])
    }
}

/// What was measured and what was modelled has no verdict in common.
@Suite struct MachineAnswersTests {
    private func rows(_ machine: String?, _ rates: [(String, Double)], set: String? = nil) -> [CellRow] {
        rates.flatMap { design, iops in
            (1...9).map { round in
                var row = CellRow()
                (row.design, row.round) = (design, round)
                row.cellID = "x-\(machine ?? "")-\(set ?? "")-\(design)"
                (row.stack, row.iodepth, row.numjobs) = ("linear", 16, 2)
                (row.machine, row.machineParameters) = (machine, set)
                row.iops = iops * (1 + 0.002 * Double(round * 7 % 9))
                return row
            }
        }
    }

    @Test func eachMachineHasAnAnswerOfItsOwn() {
        let found = Answers(rows(nil, [("a", 300), ("b", 200)]) + rows("m", [("a", 200), ("b", 300)]))
        #expect(found.machines.map(\.machine) == ["", "modelled on m"])
        let sentences = found.recommendation
        #expect(sentences.contains { $0.hasPrefix("Use a: ") })
        #expect(sentences.contains { $0.hasPrefix("Modelled on m: Use b: ") })
        #expect(!sentences.contains { $0.contains("both settings") })
    }

    @Test func otherNumbersOfOneNameAreAnotherMachine() {
        var edited = rows("m", [("a", 300), ("b", 200)])
        for index in edited.indices { edited[index].machineDigest = "1" }
        #expect(Answers(rows("m", [("a", 300), ("b", 200)]) + edited).machines.count == 2)
    }

    /// A design is one to avoid only as far as all parameter sets show it.
    @Test func whatOneSetAloneShowsIsNoVerdict() {
        let centre = rows("m", [("a", 300), ("b", 200), ("c", 100)])
        let other = rows("m", [("a", 300), ("b", 301), ("c", 200)], set: "batch6")
        let avoided = Answers(centre + other).machines[0].rate.avoided
        #expect(avoided.map(\.design) == ["c"])
        #expect(avoided.map(\.shown).allSatisfy { $0 < 0.4 }, "the least that a set shows")
    }

    @Test func theTableSaysWhatIsModelled() {
        let mixed = ResultsTable.text(of: rows(nil, [("a", 300)]) + rows("m", [("a", 200)], set: "batch6"))
        #expect(mixed.contains("modelled on m (batch6)"))
        let alone = ResultsTable.text(of: rows("m", [("a", 200)]))
        #expect(alone.split(separator: "\n")[0].contains("modelled on m;"))
    }
}
