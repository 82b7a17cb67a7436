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

    init(path: String) {
        guard let pipe = popen("objdump -d --no-show-raw-insn '\(path)'", "r") else { return }
        defer { pclose(pipe) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var current = Function(name: "")
        var previous: Substring = ""
        while getline(&line, &capacity, pipe) > 0 {
            let text = String(cString: line!)
            if let name = Self.header(text) {
                functions[current.name] = current
                current = Function(name: name)
            } else if let instruction = text.split(separator: "\t").dropFirst().first {
                Self.note(instruction, after: previous, in: &current)
                previous = instruction
            }
        }
        functions[current.name] = current
    }

    /// The name in `0000000000001234 <name>:`.
    private static func header(_ line: String) -> String? {
        guard line.hasSuffix(">:\n"), let start = line.firstIndex(of: "<") else { return nil }
        return String(line[line.index(after: start)...].dropLast(3))
    }

    private static func note(
        _ instruction: Substring, after previous: Substring, in function: inout Function
    ) {
        guard instruction.hasPrefix("call") || instruction.hasPrefix("j") || instruction.hasPrefix("notrack")
        else {
            return
        }
        if let star = instruction.firstIndex(of: "*") {
            // A switch adds an entry of its table to the table's address and jumps there.
            let isSwitch = !instruction.hasPrefix("call") && previous.hasPrefix("add")
            if !isSwitch { function.indirectCalls.append(String(instruction[star...].dropLast())) }
        } else if let start = instruction.firstIndex(of: "<") {
            let target = instruction[instruction.index(after: start)...].prefix { $0 != ">" && $0 != "+" }
            let isLocal = target == function.name
            if !isLocal { function.callees.insert(String(target)) }
        }
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
