import CPlatform
import Units

/// Command lines as a shell takes them.
enum CommandText {
    /// The arguments of main, the program's name first. Not `CommandLine.arguments`, which are empty without /proc.
    static let arguments: [String] = {
        var count: Int32 = 0
        let words = platform_arguments(&count)
        return (0..<Int(count)).compactMap { words?[$0].map { String(cString: $0) } }
    }()

    /// The command line that started this process.
    static var ofThisProcess: String {
        arguments.map(ShellWord.quoted).joined(separator: " ")
    }
}
