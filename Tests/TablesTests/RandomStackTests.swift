import Tables
import Testing

@Suite struct RandomStackTests {
    private static let seeds: ClosedRange<UInt64> = 1...300

    @Test func theConciseFormIsPrintedAsItWasWritten() throws {
        for seed in Self.seeds {
            let text = RandomStack(seed: seed).concise
            #expect(try Stack(parsing: text).conciseText == text, "seed \(seed)")
        }
    }

    @Test func thePlainFormSaysTheSame() throws {
        for seed in Self.seeds {
            var random = RandomStack(seed: seed)
            let stack = try Stack(parsing: random.untidyPlain())
            let expected = random.devices.map { $0.lines.map(RandomStack.line).joined(separator: "\n") }
            #expect(stack.devices.map(\.name) == random.devices.map(\.name), "seed \(seed)")
            #expect(stack.devices.map(\.tableText) == expected, "seed \(seed)")
        }
    }

    @Test func printedIsReadBackEqual() throws {
        for seed in Self.seeds {
            var random = RandomStack(seed: seed)
            let text = random.untidyPlain()
            let stack = try Stack(parsing: text)
            #expect(try Stack(parsing: stack.conciseText) == stack, "seed \(seed): \(text)")
        }
    }

    @Test func everyDeviceComesAfterThoseItStandsOn() throws {
        for seed in Self.seeds.prefix(100) {
            let stack = try Stack(parsing: RandomStack(seed: seed).concise)
            var seen: Set<String> = []
            for device in stack.devicesInOrder {
                let below = device.legs.compactMap(\.device.mappedName)
                #expect(seen.isSuperset(of: below), "seed \(seed): \(device.name)")
                seen.insert(device.name)
            }
            #expect(seen == Set(stack.devices.map(\.name)), "seed \(seed)")
        }
    }

    /// Whatever is done to a text, it is refused at a place in it, or means what its print means.
    @Test func spoiltTextsAreRefusedOrUnderstood() throws {
        let pieces = [
            " ", "\n", "\r\n", ",", ";", "\\", "#", ":", "0", "-1", "9007199254740992",
            "18446744073709551616", "linear",
            "striped", "mirror", "top", "model:", "/", "\0", "\u{301}", "é", "",
        ]
        for seed in Self.seeds.prefix(100) {
            var stack = RandomStack(seed: seed)
            var random = SplitMix64(state: ~seed)
            var text = Array(Bool.random(using: &random) ? stack.concise : stack.untidyPlain())
            for _ in 0..<6 {
                let start = Int.random(in: 0...text.count, using: &random)
                let end = min(text.count, start + Int.random(in: 0...3, using: &random))
                text.replaceSubrange(start..<end, with: pieces.randomElement(using: &random)!)
                checkOutcome(of: String(text), seed: seed)
            }
        }
    }

    private func checkOutcome(of text: String, seed: UInt64) {
        do {
            let stack = try Stack(parsing: text)
            #expect(stack.levels >= 1 && !stack.shape.isEmpty, "seed \(seed)")
            #expect((try? Stack(parsing: stack.conciseText)) == stack, "seed \(seed): \(text)")
            try stack.check { _ in Stack.limitSectors }
        } catch {
            let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            let columns = lines.indices.contains(error.line - 1) ? lines[error.line - 1].count + 1 : 0
            #expect((1...max(1, columns)).contains(error.column), "seed \(seed): \(error) in \(text)")
            #expect(!error.description.contains { $0.isNewline }, "seed \(seed)")
        }
    }
}
