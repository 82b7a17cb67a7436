import Testing

@testable import Mutator

/// What is made of small pieces of source.
@Suite struct MutatedSourceTests {
    private static func changes(_ source: String, _ kind: MutationOperator) -> [String] {
        MutatedSource(source, file: "A.swift").mutants.filter { $0.kind == kind }
            .map { "\($0.before) => \($0.after)" }
    }

    private static func text(_ source: String, _ kind: MutationOperator) -> String {
        MutatedSource(source, file: "A.swift") { $0.kind == kind }.text
    }

    @Test func aCallIsLeftOut() {
        let source = "func f() {\n    g(1)\n}\n"
        #expect(Self.text(source, .drop) == "func f() {\n    if !mutantIs(0) { g(1) }\n}\n")
    }

    @Test func aValueIsNotLeftOut() {
        #expect(Self.changes("func f() -> Int { g() }", .drop) == [])
        #expect(Self.changes("var x: Int { g() }", .drop) == [])
        #expect(Self.changes("let y = a.map { g($0) }", .drop) == [])
    }

    @Test func anAssignmentIsLeftOutButNotInAnInitializer() {
        #expect(Self.changes("func f() { x = 1 }", .drop) == ["x = 1 => "])
        #expect(Self.changes("struct S { init() { x = 1 } }", .drop) == [])
    }

    @Test func anEarlyExitIsLeftOut() {
        #expect(Self.changes("func f() { if a { return }; g() }", .drop) == ["g() => ", "return => "])
        #expect(Self.changes("func f() { guard a else { return } }", .drop) == [])
    }

    @Test func whatOnlyFreesOrAssertsStays() {
        let source = "func f() { assert(a < 1); p.deallocate(); p.deinitialize().deallocate() }"
        #expect(MutatedSource(source, file: "A.swift").mutants == [])
        #expect(MutatedSource("deinit { f(1) }", file: "A.swift").mutants == [])
    }

    @Test func neighboursThatNameTheSameThingChangePlaces() {
        #expect(Self.changes("func f() { a.b(x); c.d(x) }", .swap) == ["a.b(x); c.d(x) => c.d(x); a.b(x)"])
        #expect(Self.changes("func f() { a.b(x); c.d(y) }", .swap) == [])
        #expect(Self.changes("func f() { x = a; y = a }", .swap) == [])
    }

    @Test func conditionsAreNegatedOnce() {
        #expect(Self.changes("func f() { if a.isEmpty { g() } }", .negate) == ["a.isEmpty => !(a.isEmpty)"])
        #expect(Self.changes("func f() { if !a { g() } }", .negate) == ["!a => !(!a)"])
        #expect(Self.changes("func f() { while a == b { g() } }", .negate) == ["a == b => !(a == b)"])
        #expect(Self.changes("let x = a ? b : c", .negate) == ["a => !(a)"])
        #expect(Self.changes("func f() { for x in y where x.z { g() } }", .negate) == ["x.z => !(x.z)"])
    }

    @Test func boundsAreTakenInAndLeftOut() {
        #expect(Self.changes("let x = a < b", .boundary) == ["a < b => a <= b"])
        #expect(Self.text("let x = a >= b", .boundary) == "let x = mutatedGreaterOrEqual(1, a , b)")
    }

    @Test func operandsAreLeftOut() {
        #expect(Self.changes("let x = a && b", .operand) == ["a && b => b", "a && b => a"])
        #expect(
            Self.text("let x = a || b", .operand) == "let x = ((a) && !mutantIs(0)) || ((b) && !mutantIs(1))")
    }

    @Test func operatorsFollowPrecedence() {
        #expect(
            Self.changes("let x = a + b * c", .arithmetic) == ["a + b * c => a - b * c", "b * c => b + c"])
        #expect(
            Self.text("let x = a &+ b * c", .arithmetic)
                == "let x = mutatedWrappingPlus(0, a , mutatedTimes(1, b , c))")
        #expect(Self.changes("func f() { a &+= b }", .arithmetic) == ["a &+= b => a &-= b"])
    }

    @Test func constantsMoveByOne() {
        #expect(Self.changes("let x = 5", .constant) == ["5 => 5 + 1", "5 => 5 - 1"])
        #expect(Self.changes("let x: UInt = 0", .constant) == ["0 => 0 + 1"])
        #expect(Self.text("let x = 5", .constant) == "let x = mutatedUp(0, mutatedDown(1, 5))")
        #expect(Self.changes("let x = true", .constant) == ["true => false"])
        #expect(Self.changes("f(.ok)", .constant) == [".ok => .ioError"])
        #expect(Self.changes("switch a { case .ok: g(); case 3: h(); default: i() }", .constant) == [])
    }

    @Test func loopsAndRangesEndEarly() {
        let source = "for x in 0..<n { g(x) }"
        #expect(Self.changes(source, .range) == ["0..<n => 0..<n - 1"])
        #expect(Self.text(source, .once) == "for x in 0..<n { g(x) \nif mutantIs(0) { break }\n}")
    }

    @Test func bindingsFail() {
        #expect(Self.text("if let x { g(x) }", .unbind) == "if !mutantIs(0), let x { g(x) }")
        #expect(Self.text("while let x = p.pop() { g() }", .unbind).hasPrefix("while !mutantIs("))
    }

    @Test func accessesToSharedWordsAreWeakened() {
        #expect(Self.text("let x = w.load()", .order) == "let x = w.mutatedLoad(0)")
        #expect(Self.text("w.store(1)", .order) == "w.mutatedStore(1, 1)")
        #expect(Self.text("_ = w.exchange(v)", .split) == "_ = w.mutatedExchange(1, v)")
    }

    @Test func extremaChange() {
        #expect(Self.text("let x = min(a, b)", .extremum) == "let x = mutatedMin(0, a, b)")
    }

    @Test func anErrorFindsTheInnermostMutants() {
        let mutated = MutatedSource("func f() {\n    g(a && b)\n}\n", file: "A.swift")
        let line = mutated.text.split(separator: "\n")[1]
        let column = line.utf8.distance(from: line.startIndex, to: line.firstRange(of: "(b)")!.lowerBound) + 2
        let found = mutated.mutants(atLine: 2, column: column).map { mutated.mutants[$0] }
        #expect(found.map(\.kind) == [.operand] && found.map(\.after) == ["a"])
    }
}
