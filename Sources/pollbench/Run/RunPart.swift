import Harness

/// What one session does of a command: all of it, or one job of a file.
struct RunPart {
    /// Of the job; nil without a file.
    let name: String?
    let request: RunRequest

    /// What the ids of its cells begin with.
    var prefix: String { name.map { "\($0)-" } ?? "" }
}
