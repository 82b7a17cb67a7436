import Foundation
import Harness
import Units

/// A matrix that is part of the program: a file of the folder Benchmarks, embedded in it.
struct ShippedMatrix {
    let name: String
    /// What it answers, for lists.
    let question: String
    private let bytes: [UInt8]

    /// The matrix of a file; where there is no such file, the shipped one of that name.
    ///
    /// - Parameter word: a path; a name has no slash and does not end in `.yaml`.
    /// - Throws: `environment` for an unknown name, and as `Matrix(readingFrom:)`.
    static func matrix(_ word: String) throws(HarnessError) -> Matrix {
        let isName = !word.isEmpty && !word.contains("/") && !word.hasSuffix(".yaml")
        if isName, !isFile(word), let shipped = all.first(where: { $0.name == word }) {
            return try Matrix(text: String(decoding: shipped.bytes, as: UTF8.self), named: "\(word).yaml")
        }
        guard isName, !FileManager.default.fileExists(atPath: word) else {
            return try Matrix(readingFrom: word)
        }
        let names = all.map(\.name)
        let hint = Spelling.nearest(to: word, among: names).map { "; did you mean \($0)?" } ?? ""
        let list = names.joined(separator: ", ")
        throw .environment("\(word) does not exist, and is none of the shipped matrices \(list)\(hint)")
    }

    /// A folder of results may well have the name of a matrix.
    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// The names and questions, a line each, for the help of a command.
    static var list: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map {
            "  " + $0.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.question
        }
        .joined(separator: "\n")
    }

    static let all = [
        ShippedMatrix(
            name: "default", question: "which design is the fastest, at a glance",
            bytes: PackageResources.default_yaml),
        ShippedMatrix(
            name: "contention", question: "what it costs to share hardware queues",
            bytes: PackageResources.contention_yaml),
        ShippedMatrix(
            name: "split", question: "what each further leaf of an IO costs",
            bytes: PackageResources.split_yaml),
        ShippedMatrix(
            name: "depth", question: "what each further level of mapped devices costs",
            bytes: PackageResources.depth_yaml),
        ShippedMatrix(
            name: "tail", question: "where root-list is slower than interrupts, modelled",
            bytes: PackageResources.tail_yaml),
        ShippedMatrix(
            name: "stolen", question: "what polls cost whose IO another job reaped, modelled",
            bytes: PackageResources.stolen_yaml),
        ShippedMatrix(
            name: "numa", question: "what it costs when several nodes share state",
            bytes: PackageResources.numa_yaml),
        ShippedMatrix(
            name: "ci", question: "whether anything has become slower, in minutes",
            bytes: PackageResources.ci_yaml),
        ShippedMatrix(
            name: "engine", question: "what the engine costs, for gates", bytes: PackageResources.engine_yaml),
        ShippedMatrix(
            name: "nvme-template", question: "to be copied: which design is the fastest on your drives",
            bytes: PackageResources.nvme_template_yaml),
    ]
}
