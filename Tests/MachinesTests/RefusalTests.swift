import Testing

@testable import Machines

/// Every mistake is one line with its place.
@Suite struct RefusalTests {
    static let words: [(Int, String, String)] = [
        (1, "nam: small", "1:1: unknown key \"nam\"; did you mean name?"),
        (1, "name: Small", "1:7: \"Small\": a name has small letters"),
        (2, "about: \" \"", "2:8: \" \": expected a line of words"),
        (2, "about: \"a\\nb\"", "2:8: \"a\\nb\": expected a line of words"),
        (7, "node: sockt", "7:7: unknown level \"sockt\"; did you mean socket?"),
        (7, "node: board-of-eight", "there are: socket, core, thread, machine"),
        (8, "home: {filter: ccx}", "8:16: unknown level \"ccx\""),
        (8, "home: {filtr: socket}", "8:8: unknown key \"filtr\"; did you mean filter?"),
        (8, "home: socket", "8:7: expected keys with values"),
        (
            10, "contended: {overlap: 1, batch: 1, cluster: cor}",
            "10:44: unknown level \"cor\"; did you mean core?"
        ),
        (
            10, "contended: {overlap: 1, arbitration: fif}",
            "10:38: unknown arbitration \"fif\"; did you mean fifo?"
        ),
        (
            10, "contended: {at: hom, each: 9, cas: {overlap: 1}}",
            "10:17: unknown place \"hom\"; did you mean home?"
        ),
        (
            10, "contended: {at: home, cas: {overlp: 1}}",
            "10:29: unknown key \"overlp\"; did you mean overlap?"
        ),
    ]

    static let levels: [(Int, String, String)] = [
        (
            4, "  - {level: socket, count: 0, transfer: 100}",
            "4:28: \"0\": expected a whole number from 1 to 1024"
        ),
        (4, "  - {level: socket, count: -1, transfer: 100}", "4:28: \"-1\": expected a whole number from 1"),
        (
            4, "  - {level: socket, count: 129, transfer: 100}",
            "6:5: the levels make 1032 CPUs or more; at most 1024"
        ),
        (4, "  - {level: machine, count: 1, transfer: 100}", "4:13: \"machine\": the name of a level"),
        (4, "  - {level: thread, count: 1, transfer: 100}", "5:13: \"core\": nothing is inside of a thread"),
        (4, "  - {level: socket, count: 2}", "4:5: the key transfer of a level is missing"),
        (4, "  - {level: socket, cont: 2}", "4:21: unknown key \"cont\"; did you mean count?"),
        (
            5, "  - {level: socket, count: 2, transfer: 9}",
            "5:13: \"socket\": there are two levels of this name"
        ),
        (
            5, "  - {level: core, count: 4, transfer: 100.5}",
            "5:39: a transfer of 100.5 ns is dearer than the 100 of level socket around it"
        ),
        (
            5, "  - {level: core, count: 4, transfer: -5}",
            "5:39: \"-5\": expected a number from 0.01 to 100000 ns"
        ),
    ]

    static let numbers: [(Int, String, String)] = [
        (
            9, "hit: {load: 0, store: 1, rmw: 6, shared: 20, clock: 9}",
            "9:13: \"0\": expected a number from 0.01"
        ),
        (
            9, "hit: {load: nan, store: 1, rmw: 6, shared: 20, clock: 9}",
            "9:13: \"nan\": expected a number like"
        ),
        (
            9, "hit: {load: 0x1, store: 1, rmw: 6, shared: 20, clock: 9}",
            "9:13: \"0x1\": expected a number like"
        ),
        (9, "hit: {store: 1, rmw: 6, shared: 20, clock: 9}", "9:6: the key hit.load is missing"),
        (10, "contended: {overlap: 3, batch: 10}", "10:22: \"3\": expected a number from 0.01 to 2"),
        (
            10, "contended: {overlap: 1, batch: 2.5}",
            "10:32: \"2.5\": expected a whole number from 1 to 10000"
        ),
        (10, "contended: {batch: 10}", "10:12: the key contended.overlap is missing"),
        (
            10, "contended: {overlap: 1}",
            "10:12: the key contended.batch is missing; or write arbitration: fifo"
        ),
        (
            10, "contended: {overlap: 1, batch: 2, arbitration: fifo}",
            "10:32: contended.batch: goes without arbitration: fifo"
        ),
        (10, "contended: {overlap: 1, batch: 2, each: 3}", "10:41: contended.each: goes with at: home"),
        (
            10, "contended: {at: home, overlap: 1, each: 3, cas: {overlap: 1}}",
            "10:32: contended.overlap: with at: home the line moves for compare-exchanges alone: write cas"
        ),
        (10, "contended: {at: home, each: 3}", "10:12: the key contended.cas.overlap is missing"),
        (
            10, "contended: {overlap: 1, batch: 2, far-overlap: 1}",
            "10:48: contended.far-overlap: nothing is outside of cluster, which is the machine"
        ),
        (8, "home: {remote: 5}", "8:16: home.remote: nothing is outside of filter, which is the machine"),
        (12, "memory: {local: 90}", "12:9: the key memory.remote is missing, and there are several nodes"),
        (7, "node: machine", "12:29: memory.remote: there is one node"),
        (14, "smt: {speed: 1.5}", "14:14: \"1.5\": expected a number from 0.05 to 1"),
        (14, "", "1:1: the key smt.speed is missing, and there is a level thread"),
        (6, "", "14:14: smt.speed: there is no level thread"),
        (16, "stores: {buffer: 0}", "16:18: \"0\": expected a whole number from 1"),
    ]

    static let sources: [(Int, String, String)] = [
        (28, "", "18:3: stores.buffer has no source; under sources write stores.buffer: {measured: …}"),
        (20, "", "18:3: hit.load has no source"),
        (28, "  store: {estimated: a guess}", "28:3: unknown number \"store\"; did you mean stores?"),
        (28, "  stores: {guessed: a guess}", "28:12: unknown kind of source \"guessed\""),
        (
            28, "  stores: {estimatd: a guess}",
            "28:12: unknown kind of source \"estimatd\"; did you mean estimated?"
        ),
        (28, "  stores: {estimated: a, measured: b}", "28:11: a source is either measured or estimated"),
        (28, "  stores: {estimated: }", "28:23: the value is missing"),
        (28, "  stores: a guess", "28:11: expected keys with values"),
    ]

    @Test(arguments: words + levels + numbers + sources)
    func aMistakeIsReportedWithItsPlace(number: Int, line: String, fault: String) {
        let refusal = Sample.refusal(line: number, line)
        #expect(refusal.hasPrefix("m.yaml:") && refusal.contains(fault), "\(refusal)")
        #expect(!refusal.contains("\n"))
    }

    @Test func aDocumentWithoutSourcesHasNone() {
        let lines = Sample.lines.prefix(16).joined(separator: "\n")
        #expect(Sample.refusal(lines).hasPrefix("m.yaml:1:1: levels.socket has no source"))
    }

    @Test func aMachineHasLevels() {
        let lines = Sample.lines.prefix(2) + ["levels: []"] + Sample.lines.dropFirst(6)
        #expect(Sample.refusal(lines.joined(separator: "\n")) == "m.yaml:3:9: the list is empty")
    }

    @Test func anEmptyFileIsRefused() { #expect(Sample.refusal("") == "m.yaml:1:1: the file is empty") }
}
