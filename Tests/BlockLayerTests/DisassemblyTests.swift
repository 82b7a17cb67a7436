import Testing

@testable import BlockLayer

/// What the compiler made of the IO path: for each design and kind of device one loop of its own, in which nothing is
/// counted, allocated or looked up. Debug builds are not specialised, so there is nothing to see in them.
@Suite(.enabled(if: TestSettings.hasSpecialisedCode, "debug builds are not specialised"))
struct DisassemblyTests {
    private static let designs = Catalogue.designs.map(\.card.name)

    /// Done once in a run, or only to verify: no part of the loop that is timed.
    private static let exempt = [
        "BlockLayer.Counters.since", "BlockLayer.MeasuredWindow.", "BlockLayer.Verifier.",
        "BlockLayer.Job.(beginVerified", "BlockLayer.Job.(endVerified",
    ]

    /// All that the loop may call outside of this package.
    private static let allowed = [
        "clock_gettime", "sched_getcpu", "sched_yield", "memcpy", "memmove", "memset", "poll",
        "io_uring_enter",
    ]

    @Test(arguments: designs, ["ModelQueue", "UringQueue"])
    func theLoopIsSpecialised(design: String, queue: String) throws {
        let loop = try #require(Self.loop(of: design, over: queue), "no specialised Worker.run")
        let reached = Self.reached(from: loop)
        #expect(reached.count > 5, "its parts are found")
        for function in reached { #expect(Self.faults(of: function) == [], "\(function.readable)") }
    }

    /// The same look at a function of the control plane finds a lot.
    @Test func faultsAreSeen() throws {
        let control = try #require(Self.function { $0.hasPrefix("BlockLayer.Counters.since(") })
        let faults = Self.faults(of: control)
        #expect(faults.contains("swift_retain") && faults.contains("swift_release"))
        #expect(faults.contains { $0.hasPrefix("*") }, "indirect calls")
    }

    private struct Function {
        var code: Disassembly.Function
        var readable: String
    }

    private static func function(where isWanted: (String) -> Bool) -> Function? {
        for (name, code) in Disassembly.ofThisProcess.functions where name.hasPrefix("$s10BlockLayer") {
            let readable = demangled(name)
            if isWanted(readable) { return Function(code: code, readable: readable) }
        }
        return nil
    }

    /// `Worker.run`, compiled for one design and one kind of hardware queue.
    private static func loop(of design: String, over queue: String) -> Function? {
        let type = Catalogue.entries(DesignType.self).first { $0.design == design }!.name
        let arguments = "<\(type), BlockLayer.\(queue)<BlockLayer.RealMachine>>"
        return function { $0.hasPrefix("generic specialization \(arguments) of BlockLayer.Worker.run(") }
    }

    /// The Swift type of a design.
    private struct DesignType: DesignEntry {
        typealias M = RealMachine

        let design: String
        let name: String

        init<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
            self.design = Design.card.name
            name = String(reflecting: Design.self)
        }
    }

    /// The loop and all that it calls, and so on, within this package.
    private static func reached(from loop: Function) -> [Function] {
        var found = [loop]
        var known: Set = [loop.code.name]
        var next = 0
        while next < found.count {
            for callee in found[next].code.callees where isOwn(callee) && known.insert(callee).inserted {
                guard let code = Disassembly.ofThisProcess.functions[callee] else { continue }
                let readable = demangled(callee)
                if !exempt.contains(where: readable.contains) {
                    found.append(Function(code: code, readable: readable))
                }
            }
            next += 1
        }
        return found
    }

    private static func isOwn(_ callee: String) -> Bool {
        callee.hasPrefix("$s10BlockLayer") || callee.hasPrefix("platform_")
    }

    /// What a function of the loop calls and may not.
    private static func faults(of function: Function) -> [String] {
        let calls = function.code.callees.filter { !isOwn($0) }.map { $0.replacing("@plt", with: "") }
        return calls.filter { !allowed.contains($0) }.sorted() + function.code.indirectCalls
    }
}
