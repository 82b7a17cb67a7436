import Tables
import Testing

@Suite struct SizesTests {
    @Test(arguments: [
        ("0 8 linear /a 4", 12), ("0 64 striped 2 8 /b 0 /a 4", 36), ("0 64 mirror core 1 8 2 /b 0 /a 4", 68),
    ])
    func aLegIsAsLargeAsItsTargetNeeds(text: String, needed: UInt64) throws {
        let stack = try Stack(parsing: text)
        let share = needed - 4
        #expect(refusal(of: stack, sizes: ["/a": needed, "/b": share]) == "fits")
        let message = refusal(of: stack, sizes: ["/a": needed - 1, "/b": share])
        let column = text.count - 3
        #expect(
            message
                == "table:1:\(column): '/a' is too small: 'pollbench' needs \(needed) sectors of it"
                + " (\(share) from 4 on), it has \(needed - 1)")
    }

    @Test func aMissingDeviceIsNamedWhereItStands() throws {
        let stack = try Stack(parsing: "0 8 linear /a 0\n8 8 linear model:7 0", source: "file")
        #expect(refusal(of: stack, sizes: ["/a": 8]) == "file:2:12: no device 'model:7'")
    }

    @Test func aMappedDeviceHasTheSizeOfItsTable() throws {
        let text = "low: 0 8 zero\nlow: 8 8 zero\ntop: 0 16 linear low "
        #expect(refusal(of: try Stack(parsing: text + "0"), sizes: [:]) == "fits")
        #expect(
            refusal(of: try Stack(parsing: text + "1"), sizes: [:])
                == "table:3:18: '/dev/mapper/low' is too small: 'top' needs 17 sectors of it"
                + " (16 from 1 on), it has 16")
    }

    @Test func theLogOfAMirrorIsNotAskedFor() throws {
        let stack = try Stack(parsing: "0 8 mirror disk 2 /log 8 2 /a 0 /b 0")
        #expect(refusal(of: stack, sizes: ["/a": 8, "/b": 8]) == "fits")
    }

    @Test func theEndOfTheLargestLegDoesNotOverflow() throws {
        let stack = try Stack(parsing: "0 8 linear /a 9007199254740984")
        #expect(refusal(of: stack, sizes: ["/a": 1 << 53]) == "fits")
    }
}
