import BlockLayer
import Foundation

/// Lines of the source for places in machine code, as addr2line(1) finds them; none where it is not installed.
struct SourceLines {
    /// The lines of a place, those of inlined functions first, from the folder `BlockLayer` on.
    private var lines: [TracedSchedule.CodePlace: [String]] = [:]

    init(of places: [TracedSchedule.CodePlace]) {
        for (file, places) in Dictionary(grouping: Set(places), by: \.file) {
            for start in stride(from: 0, to: places.count, by: 500) {
                look(up: Array(places[start..<min(places.count, start + 500)]), in: file)
            }
        }
    }

    private mutating func look(up places: [TracedSchedule.CodePlace], in file: String) {
        let quoted = "'" + file.replacingOccurrences(of: "'", with: "'\\''") + "'"
        let offsets = places.map { "0x" + String($0.offset, radix: 16) }.joined(separator: " ")
        guard let pipe = popen("addr2line -a -i -e \(quoted) \(offsets) 2>/dev/null", "r") else { return }
        defer { pclose(pipe) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var next = places.startIndex - 1
        while getline(&line, &capacity, pipe) > 0 {
            let text = String(cString: line!).trimmingCharacters(in: .newlines)
            if text.hasPrefix("0x") {
                next += 1
            } else if next < places.endIndex, let range = text.range(of: "/BlockLayer/") {
                lines[places[next], default: []].append(String(text[range.upperBound...]))
            }
        }
    }

    /// Where a step happens that has these callers: in the engine or a queue, and on behalf of which design.
    func text(of callers: [TracedSchedule.CodePlace]) -> String {
        let all = callers.flatMap { lines[$0] ?? [] }.filter { line in
            let isChecker = line.hasPrefix("Checking/") && !line.hasPrefix("Checking/Parts/")
            return !isChecker && !line.hasPrefix("Machine/") && !line.hasSuffix(":0") && !line.hasSuffix(":?")
        }
        guard let first = all.first else { return "" }
        let design = all.first { $0.hasPrefix("PollingDesigns/") }
        let place = Self.name(first)
        guard let design, design != first else { return place }
        return "\(place) < \(Self.name(design))"
    }

    /// Without folders, and without what addr2line says of branches.
    private static func name(_ line: String) -> String {
        let file = line.split(separator: "/").last ?? ""
        return String(file.split(separator: " ").first ?? "")
    }
}
