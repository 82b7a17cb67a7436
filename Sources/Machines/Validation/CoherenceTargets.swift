import BlockLayer

// One cache line: its way between two CPUs, and many CPUs that want it.

extension ValidationTarget {
    private static func transfer(_ machine: String, _ levels: [(level: String, value: Double)])
        -> ValidationTarget
    {
        ValidationTarget(
            id: "T1", what: "a line from one CPU to another, ns one way", machine: machine,
            source: "core-to-core-latency", role: .parameter, tolerance: .part(0.05),
            points: points(.turnsOfAdditions, levels))
    }

    static let transfers = [
        transfer("xeon-8375c-2x32", [("thread", 8.0), ("core", 51.3), ("socket", 107.8)]),
        transfer("epyc-9654-2x96", [("core", 27.1), ("ccx", 90.2), ("quadrant", 100), ("socket", 191.6)]),
        transfer(
            "epyc-7742-2x64-nps4",
            [("thread", 8.0), ("core", 25.3), ("ccx", 115), ("node", 135), ("socket", 266.6)]),
        transfer("graviton2-64", [("core", 47.2)]),
        transfer("graviton3-64", [("core", 46.4)]),
        transfer("ryzen-5700x-8", [("thread", 7.8), ("core", 18.0)]),
        ValidationTarget(
            id: "T2", what: "a load, then a compare-exchange, of two CPUs in turns, ns",
            machine: "skylake-client-4", source: "perfbook, i7-8750H", role: .independent,
            tolerance: .part(0.2), points: points(.turnsOfExchanges, [("core", 52.5)])),
        ValidationTarget(
            id: "T2", what: "a load, then a store, of two CPUs in turns, ns",
            machine: "skylake-client-4", source: "perfbook, i7-8750H", role: .independent,
            tolerance: .part(0.2), points: points(.turnsOfStores, [("core", 52.6)])),
        ValidationTarget(
            id: "T2", what: "a load, then a compare-exchange, of two CPUs in turns, ns",
            machine: "xeon-8176-8x28", source: "perfbook, table 3.1", role: .independent,
            tolerance: .part(0.2), points: points(.turnsOfExchanges, [("core", 101.9)])),
        ValidationTarget(
            id: "T2", what: "the same, across sockets and boards, ns",
            machine: "xeon-8176-8x28", source: "perfbook, table 3.1", role: .independent,
            tolerance: .part(0.3),
            points: points(.turnsOfExchanges, [("socket", 442.9), ("board", 944.8)])),
    ]

    static let contention = [
        ValidationTarget(
            id: "T3", what: "all CPUs add to one word, ns per addition", machine: "xeon-8176-8x28",
            source: "perfbook", role: .fitted, tolerance: .part(0.25),
            points: points(
                .additions,
                [
                    (2, 31.9), (4, 28.3), (8, 25.4), (16, 23.2), (28, 22.3), (56, 23.7), (112, 28.6),
                    (224, 31.5), (420, 35.3),
                ])),
        ValidationTarget(
            id: "T4", what: "all CPUs add to one word, ns per addition", machine: "epyc-7763-2x64",
            source: "perfbook, a virtual machine of 83 cores", role: .fitted, tolerance: .part(0.3),
            points: points(
                .additions,
                [
                    (4, 6.2), (8, 6.5), (16, 7.2), (32, 8.4), (64, 9.1), (96, 10.3), (128, 12.5), (160, 16.7),
                ], inOrder: true)),
        ValidationTarget(
            id: "T5", what: "all CPUs add to one word, ns per addition", machine: "graviton2-64",
            source: "Downs", role: .fitted, tolerance: .part(0.2),
            points: points(.additions, [(2, 8.5), (4, 8.7), (8, 9.1), (16, 9.4)])),
        ValidationTarget(
            id: "T5", what: "the same by compare-exchange, ns", machine: "graviton2-64",
            source: "Downs", role: .fitted, tolerance: .part(0.2),
            points: points(.exchanges, [(2, 26), (4, 29), (8, 40), (16, 40)])),
        ValidationTarget(
            id: "T6", what: "all CPUs load and store one word, ns per pair", machine: "xeon-8176-8x28",
            source: "perfbook", role: .independent, tolerance: .factor(2),
            points: points(.increments, [(28, 0.31), (128, 0.35)], rounds: 3000)),
    ]
}
