import BlockLayer
import Testing
import YAMLText

@testable import Machines

/// Descriptions as text, for tests that change a line.
enum Sample {
    /// Two sockets of four cores with two threads each.
    static let lines = [
        "name: small",
        "about: a machine for tests",
        "levels:",
        "  - {level: socket, count: 2, transfer: 100}",
        "  - {level: core, count: 4, transfer: 50}",
        "  - {level: thread, count: 2, transfer: 8}",
        "node: socket",
        "home: {filter: socket, remote: 60}",
        "hit: {load: 1.2, store: 0.5, rmw: 6, shared: 20, clock: 9}",
        "contended: {overlap: 0.4, far-overlap: 0.2, batch: 10, cluster: socket}",
        "readers: {each: 8}",
        "memory: {local: 90, remote: 140}",
        "spin: {pause: 45}",
        "smt: {speed: 0.6}",
        "io: {doorbell: 250, completion: 35, interrupt: 1100, switch: 1500}",
        "stores: {buffer: 56}",
        "sources:",
        "  levels: {measured: pairs}",
        "  home: {measured: pairs}",
        "  hit: {estimated: a guess}",
        "  hit.rmw: {measured: a loop}",
        "  contended: {estimated: a guess}",
        "  readers: {estimated: a guess}",
        "  memory: {estimated: a guess}",
        "  spin: {estimated: a guess}",
        "  smt: {estimated: a guess}",
        "  io: {estimated: a guess}",
        "  stores: {estimated: a guess}",
    ]

    /// The sample with another text in place of a line, counted from 1.
    static func text(line number: Int, _ line: String) -> String {
        var lines = lines
        lines[number - 1] = line
        return lines.joined(separator: "\n") + "\n"
    }

    static func description(line number: Int = 1, _ line: String = "name: small") throws -> MachineDescription
    {
        try MachineDescription(of: YAMLFile(text: text(line: number, line), named: "m.yaml"))
    }

    /// The error of a description with that line.
    static func refusal(line number: Int, _ line: String) -> String {
        refusal(text(line: number, line))
    }

    /// The error of a text.
    static func refusal(_ text: String) -> String {
        do {
            _ = try MachineDescription(of: YAMLFile(text: text, named: "m.yaml"))
            return "no error"
        } catch {
            return "\(error)"
        }
    }
}
