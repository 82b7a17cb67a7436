import Foundation

extension FioJob {
    /// The jobs of files, which run one after the other, as fio runs several files.
    ///
    /// - Parameters:
    ///   - paths: `-` is standard input.
    ///   - sections: the jobs that are wanted; all if there is none.
    ///   - overridden: fio's names of options that the command line gives, which override the files.
    ///   - say: called with each error but the last, so that all are reported at once.
    /// - Throws: `usage` with file, line and job; `environment` if a file cannot be read.
    public static func jobs(
        ofFiles paths: [String], sections: [String], overridden: Set<String>, say: (String) -> Void
    ) throws(HarnessError) -> [FioJob] {
        var files: [FioJobFile] = []
        for path in paths {
            files.append(
                path == "-"
                    ? FioJobFile(parsing: try standardInput(), source: "stdin")
                    : FioJobFile(parsing: try readText(path), source: path))
        }
        try pick(sections, &files)
        return try jobs(files, overridden: overridden, say: say)
    }

    private static func pick(_ sections: [String], _ files: inout [FioJobFile]) throws(HarnessError) {
        if sections.isEmpty { return }
        let known = files.flatMap(\.jobs).map(\.name)
        if let stranger = sections.first(where: { !known.contains($0) }) {
            throw .usage("--section \(stranger): no such job; there are: \(known.joined(separator: ", "))")
        }
        for index in files.indices { files[index].keep(sections) }
    }

    private static func standardInput() throws(HarnessError) -> String {
        guard let bytes = try? FileHandle.standardInput.readToEnd() ?? Data() else {
            throw .environment("stdin cannot be read")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw .environment("stdin is no UTF-8 text")
        }
        return text
    }
}
