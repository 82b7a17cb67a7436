import Testing
import Units

@Suite struct CPUListTests {
    @Test(arguments: [
        ("0", [0]), ("0-3,8,10-11", [0, 1, 2, 3, 8, 10, 11]), ("3,1,2,1,0-1", [0, 1, 2, 3]), ("5-5", [5]),
        ("8191", [8191]), ("0-1\n", [0, 1]), ("007", [7]),
    ])
    func reads(text: String, cpus: [Int]) throws {
        #expect(try CPUList(parsing: text).cpus == cpus)
    }

    @Test(arguments: [
        "", "\n", ",", "1,", ",1", "1,,2", "-", "-1", "1-", "1--2", "1-2-3", "+1", "a", "0 1", " 1", "0x1",
        "٣", "all",
    ])
    func rejectsGarbage(text: String) {
        let reason = "expected numbers and ranges like 0-3,8"
        #expect(throws: UnitError(quantity: "CPU list", text: text, reason: reason)) {
            try CPUList(parsing: text)
        }
    }

    @Test(arguments: ["8192", "0-8192", "99999999999999999999999", "0-99999999999999999999999"])
    func rejectsAbsurdNumbers(text: String) {
        #expect(throws: UnitError(quantity: "CPU list", text: text, reason: "CPU numbers end at 8191")) {
            try CPUList(parsing: text)
        }
    }

    @Test func rejectsARangeThatRunsBackwards() {
        let error = UnitError(quantity: "CPU list", text: "0,3-1", reason: "range 3-1 runs backwards")
        #expect(throws: error) { try CPUList(parsing: "0,3-1") }
    }

    @Test(arguments: [
        ([0], "0"), ([0, 1], "0-1"), ([11, 10, 8, 3, 2, 1, 0, 0], "0-3,8,10-11"), ([], ""),
    ])
    func printsTheShortestForm(cpus: [Int], text: String) {
        #expect(CPUList(cpus).description == text)
    }

    @Test func printedIsReadBack() throws {
        for bits in 1..<(1 << 10) {
            let list = CPUList((0..<10).filter { bits >> $0 & 1 == 1 })
            #expect(try CPUList(parsing: "\(list)") == list)
        }
    }
}
