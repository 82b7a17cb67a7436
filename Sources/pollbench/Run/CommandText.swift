import Units

/// Command lines as a shell takes them.
enum CommandText {
    /// The command line that started this process.
    static var ofThisProcess: String {
        CommandLine.arguments.map(ShellWord.quoted).joined(separator: " ")
    }
}
