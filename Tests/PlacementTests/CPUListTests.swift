import Testing

@testable import Placement

@Suite struct CPUListTests {
    @Test(arguments: [("0", [0]), ("0-3,8", [0, 1, 2, 3, 8]), ("5,1-2", [1, 2, 5]), ("3,3", [3])])
    func readsLists(text: String, numbers: [Int]) {
        #expect(CPUList.parse(text) == numbers)
    }

    @Test(arguments: [
        "", ",", "1,", "-1", "1-", "3-1", "1-2-3", "a", "1 2", "٣", "0-99999999999", "99999999999999999999",
    ])
    func rejectsOtherText(text: String) {
        #expect(CPUList.parse(text) == nil)
    }

    @Test func readsWhatItWrites() {
        for bits in 1..<1024 {
            let numbers = (0..<10).filter { bits >> $0 & 1 == 1 }
            #expect(CPUList.parse(CPUList.text(numbers)) == numbers)
        }
    }

    @Test func joinsRuns() {
        #expect(CPUList.text([0, 1, 2, 3, 8, 10, 11]) == "0-3,8,10-11")
    }
}
