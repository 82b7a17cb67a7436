import Glibc

/// The machine code of the running program, as objdump(1) sees it: which function calls which.
struct Disassembly {
    /// A function's calls.
    struct Function {
        var name: String
        /// Functions that it calls or jumps to, by mangled name.
        var callees: Set<String> = []
        /// Calls through a register or memory: of a witness table, a closure, a function pointer.
        var indirectCalls: [String] = []
    }

    private(set) var functions: [String: Function] = [:]

    static let ofThisProcess = Disassembly(path: program())

    private static func program() -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        return String(decoding: path.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The code from one symbol to the next. Functions without a symbol, as those are that several of the same code
    /// were made into, stand behind one that has one: objdump gives calls of them as that one's name and an offset.
    private struct Block {
        var name: String
        var start: UInt64 = 0
        /// Where code begins that nothing runs into: behind an end and its padding.
        var beginnings: [UInt64] = []
        var jumps: [(offset: UInt64, target: Target)] = []
    }

    private enum Target {
        case code(symbol: String, offset: UInt64, isCall: Bool)
        case indirect(String)
    }

    init(path: String) {
        let blocks = Self.blocks(of: path)
        // Where a function ends, another one begins; behind it there may be more that nothing calls.
        let sizes = Self.sizes(in: path)
        var starts = sizes.mapValues { Set([$0]) }
        for block in blocks {
            if let size = sizes[block.name] {
                starts[block.name]?.formUnion(block.beginnings.filter { $0 > size })
            }
            for case (_, .code(let symbol, let offset, let isCall)) in block.jumps
            where offset > 0 && (isCall || symbol != block.name) {
                starts[symbol, default: []].insert(offset)
            }
        }
        let sorted = starts.mapValues { $0.sorted() }
        for block in blocks { add(block, sorted) }
    }

    /// The function that holds an offset behind a symbol.
    private static func name(_ symbol: String, _ offset: UInt64, _ starts: [String: [UInt64]]) -> String {
        guard let start = starts[symbol]?.last(where: { $0 <= offset }) else { return symbol }
        return "\(symbol)+0x\(String(start, radix: 16))"
    }

    private mutating func add(_ block: Block, _ starts: [String: [UInt64]]) {
        for offset in [0] + (starts[block.name] ?? []) {
            let name = Self.name(block.name, offset, starts)
            functions[name] = Function(name: name)
        }
        for (offset, target) in block.jumps {
            let name = Self.name(block.name, offset, starts)
            switch target {
            case .indirect(let text): functions[name]?.indirectCalls.append(text)
            case .code(let symbol, let offset, _):
                let callee = Self.name(symbol, offset, starts)
                if callee != name { functions[name]?.callees.insert(callee) }
            }
        }
    }

    /// Lines like `0000000000001234 00000000000000ab t name`.
    private static func sizes(in path: String) -> [String: UInt64] {
        var sizes: [String: UInt64] = [:]
        eachLine(of: "nm -S --defined-only '\(path)'") { line in
            let words = line.split(separator: " ")
            if words.count == 4 { sizes[String(words[3].dropLast())] = hexadecimal(words[1]) }
        }
        return sizes
    }

    private static func eachLine(of command: String, _ body: (String) -> Void) {
        guard let pipe = popen(command, "r") else { return }
        defer { pclose(pipe) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, pipe) > 0 { body(String(cString: line!)) }
    }

    private static func blocks(of path: String) -> [Block] {
        var blocks = [Block(name: "")]
        var before: [Substring] = []
        eachLine(of: "objdump -d --no-show-raw-insn '\(path)'") { text in
            if let block = header(text) {
                blocks.append(block)
            } else if let tab = text.firstIndex(of: "\t") {
                let instruction = text[text.index(after: tab)...]
                let address = hexadecimal(text[..<tab].filter { $0 != " " && $0 != ":" })
                let offset = address &- blocks.last!.start
                let last = before.last { !isPadding($0) }
                if address.isMultiple(of: 16), let last, isEnd(last) {
                    blocks[blocks.count - 1].beginnings.append(offset)
                }
                if let target = target(of: instruction, after: before) {
                    blocks[blocks.count - 1].jumps.append((offset, target))
                }
                before = before.suffix(7) + [instruction]
            }
        }
        return blocks
    }

    private static func isPadding(_ instruction: Substring) -> Bool {
        ["nop", "data16", "cs nop", "xchg   %ax,%ax", "int3"].contains { instruction.hasPrefix($0) }
    }

    /// Whether what follows is reached by a jump or not at all.
    private static func isEnd(_ instruction: Substring) -> Bool {
        ["ret", "jmp", "ud2"].contains { instruction.hasPrefix($0) }
    }

    /// The name and the address in `0000000000001234 <name>:`.
    private static func header(_ line: String) -> Block? {
        guard line.hasSuffix(">:\n"), let start = line.firstIndex(of: "<") else { return nil }
        let name = line[line.index(after: start)...].dropLast(3)
        return Block(name: String(name), start: hexadecimal(line.prefix { $0 != " " }))
    }

    private static func hexadecimal(_ digits: some StringProtocol) -> UInt64 {
        UInt64(digits, radix: 16) ?? 0
    }

    /// Where an instruction calls or jumps to; nil for others.
    private static func target(of instruction: Substring, after before: [Substring]) -> Target? {
        let isCall = instruction.hasPrefix("call")
        guard isCall || instruction.hasPrefix("j") || instruction.hasPrefix("notrack") else { return nil }
        if let star = instruction.firstIndex(of: "*") {
            let place = instruction[star...].dropLast()
            // A switch loads an entry of its table, of four bytes, adds it to the table's address and jumps there.
            let entry = ",4),\(place.dropFirst())\n"
            let isSwitch = !isCall && before.contains { $0.hasPrefix("movslq") && $0.hasSuffix(entry) }
            return isSwitch ? nil : .indirect(String(place))
        }
        guard let start = instruction.firstIndex(of: "<") else { return nil }
        let words = instruction[instruction.index(after: start)...].prefix { $0 != ">" }.split(
            separator: "+0x")
        return .code(
            symbol: String(words[0]), offset: words.count > 1 ? hexadecimal(words[1]) : 0, isCall: isCall)
    }
}

/// A symbol as people read it.
func demangled(_ symbol: String) -> String {
    guard let text = demangle(symbol, symbol.utf8.count, nil, nil, 0) else { return symbol }
    defer { free(text) }
    return String(cString: text)
}

/// Of the Swift runtime (stdlib/public/runtime/Demangle.cpp).
@_silgen_name("swift_demangle")
private func demangle(
    _ name: UnsafePointer<CChar>, _ length: Int, _ buffer: UnsafeMutablePointer<CChar>?,
    _ size: UnsafeMutablePointer<Int>?, _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?
