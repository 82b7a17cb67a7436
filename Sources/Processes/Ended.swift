/// A program that has ended, and what it wrote.
public struct Ended: Sendable {
    /// How a program ended.
    public enum Cause: Equatable, Sendable, CustomStringConvertible {
        case code(Int32)
        case signal(Int32)

        /// - Parameter status: of waitpid(2). WIFSIGNALED, WTERMSIG and WEXITSTATUS are macros, which Swift does not
        /// see.
        init(_ status: Int32) {
            let signal = status & 0x7f
            self = signal == 0 ? .code(status >> 8 & 0xff) : .signal(signal)
        }

        public var description: String {
            switch self {
            case .code(let code): "exit code \(code)"
            case .signal(let signal): "signal \(signal)"
            }
        }
    }

    /// How the program ended.
    public let cause: Cause
    /// The text of stdout, and of stderr where both go to one place; empty where it was not collected.
    public let output: String
    /// The text of stderr; empty where it was not collected.
    public let errors: String

    init(by cause: Cause, output: String, errors: String) {
        (self.cause, self.output, self.errors) = (cause, output, errors)
    }

    /// The exit code as a shell gives it: 128 and the signal's number for a program that a signal ended.
    public var code: Int32 {
        switch cause {
        case .code(let code): code
        case .signal(let signal): 128 + signal
        }
    }
}
