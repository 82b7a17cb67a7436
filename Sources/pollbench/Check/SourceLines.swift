import BlockLayer
import Foundation
import Processes

/// The source lines of places in machine code, found by addr2line(1); none where it is not installed.
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
        let offsets = places.map { "0x" + String($0.offset, radix: 16) }
        var setup = ChildProcess.Setup()
        setup.errors = .dropped
        guard let ended = try? ChildProcess(["addr2line", "-a", "-i", "-e", file] + offsets, setup).finish()
        else { return }
        var next = places.startIndex - 1
        for text in ended.output.split(separator: "\n") {
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
