import Tables
import Testing

@Suite struct StackTests {
    private static let twoTops = "a: 0 8 zero\nb: 0 8 linear a 0\nc: 0 8 linear a 0\nc: 8 8 linear /x 0"

    @Test func severalTopsMustBeChosenFrom() throws {
        #expect(
            refusal(Self.twoTops)
                == "table:1:1: several devices on which no other stands: b, c; name the top one")
        #expect(
            refusal(Self.twoTops, top: "x")
                == "table:1:1: no mapped device named 'x' here; there are: a, b, c")
    }

    @Test func whatTheTopDoesNotStandOnIsLeftOut() throws {
        let stack = try Stack(parsing: Self.twoTops, top: "b")
        #expect(stack.devices.map(\.name) == ["a", "b"])
        #expect(stack.leafReferences.isEmpty)
        #expect(stack.conciseText == "a,,,rw,0 8 zero ;b,,,rw,0 8 linear /dev/mapper/a 0")
    }

    @Test func aLowerDeviceMayBeTheTop() throws {
        #expect(try Stack(parsing: Self.twoTops, top: "a").devices.map(\.name) == ["a"])
    }

    @Test func theOrderIsFromTheBottomUp() throws {
        let text = """
            top: 0 8 linear left 0
            top: 8 8 linear right 0
            left: 0 8 linear base 0
            base: 0 8 linear model:1 0
            right: 0 8 linear left 0
            """
        let stack = try Stack(parsing: text)
        #expect(stack.devicesInOrder.map(\.name) == ["base", "left", "right", "top"])
        #expect(stack.devices.map(\.name) == ["top", "left", "base", "right"])
        #expect(stack.top.name == "top")
        #expect(stack.levels == 4)
    }

    @Test func aMirrorStandsOnItsLogButSendsNoDataThere() throws {
        let text = "log: 0 8 linear /l 0\nm: 0 8 mirror disk 2 log 8 2 /a 0 /b 0"
        let stack = try Stack(parsing: text)
        #expect(stack.top.name == "m")
        #expect(stack.levels == 1)
        #expect(stack.shape == "mirror:2")
    }

    @Test func leavesAreNamedOnceInOrder() throws {
        let text = """
            top: 0 64 striped 2 8 /b 0 low 0
            low: 0 8 linear /a 0
            low: 8 24 linear /b 0
            low: 32 8 linear 8:0 0
            """
        let leaves = try Stack(parsing: text).leafReferences
        #expect(leaves == [.path("/b"), .path("/a"), .number(major: 8, minor: 0)])
    }

    @Test(arguments: [
        ("0 8 linear /a 0", "linear"),
        ("0 64 striped 2 8 /a 0 /b 0", "striped:2:4096"),
        ("0 8 mirror core 1 8 3 /a 0 /b 0 /c 0", "mirror:3"),
        ("0 8 error", "error"),
        ("0 8 zero", "zero"),
        (
            "0 8 linear /a 0\n8 8 linear /b 0\n16 64 striped 2 8 /a 0 /b 0\n80 8 linear /a 0",
            "linear+striped:2:4096+linear"
        ),
        ("t: 0 32 striped 2 8 l 0 m 0\nl: 0 16 linear /a 0\nm: 0 16 zero", "striped:2:4096/linear"),
        ("t: 0 8 linear /a 0\nt: 8 8 linear m 0\nm: 0 8 linear l 0\nl: 0 8 error", "linear/linear/error"),
    ])
    func shapes(text: String, shape: String) throws {
        #expect(try Stack(parsing: text).shape == shape)
    }

    @Test func aDeepStackIsNoDeepRecursion() throws {
        let depth = 3000
        let lines = (1..<depth).map { "d\($0): 0 8 linear d\($0 - 1) 0" }
        let stack = try Stack(parsing: (lines.reversed() + ["d0: 0 8 zero"]).joined(separator: "\n"))
        #expect(stack.levels == depth)
        #expect(stack.shape.utf8.count == (depth - 1) * "linear/".count + "zero".count)
    }
}
