import ArgumentParser
import Harness

/// Options of fio on pollbench's command line, where people paste them.
enum PastedOption {
    /// The advice for an option that the parser reports as unknown; nil if fio has no such option.
    static func advice(on message: String) -> String? {
        guard let match = message.firstMatch(of: /[Uu]nknown option '?--([A-Za-z0-9_-]+)/) else { return nil }
        let written = String(match.1)
        let flag = written.replacing("_", with: "-")
        if flag != written, RunCommand.helpMessage().contains("--\(flag) ") {
            return "unknown option --\(written): pollbench writes --\(flag)"
        }
        return FioJob.advice(onOption: flag.replacing("-", with: "_")).map {
            "unknown option --\(written): \($0)"
        }
    }
}
