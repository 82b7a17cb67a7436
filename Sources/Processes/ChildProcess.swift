import CPlatform
import Glibc

/// A program that was started by posix_spawn(3), without a shell: the one way in which this program runs others.
///
/// What it writes is collected in files without names. With pipes, a program that writes while it is written to could
/// wait for this one for ever.
public struct ChildProcess {
    /// Where a stream of the program goes.
    public enum Stream {
        /// Into ``Ended``.
        case collected
        /// To /dev/null.
        case dropped
        /// To an open file of this process.
        case descriptor(Int32)
    }

    /// What a program gets from this process.
    public struct Setup {
        /// The text on its stdin.
        public var input = ""
        /// Where stdout goes.
        public var output = Stream.collected
        /// Where stderr goes; nil for the same place as stdout.
        public var errors: Stream? = .collected
        /// `NAME=VALUE`; nil for this process' own.
        public var environment: [String]?
        /// The folder that it starts in; nil for this process' own.
        public var folder: String?
        /// Whether it leads a process group, to which the signals of a terminal do not come.
        public var leadsGroup = false

        public init() {}
    }

    private let name: String
    private let id: pid_t
    private let leadsGroup: Bool
    private let files: SpawnFiles

    /// Starts a program.
    ///
    /// - Parameter command: the program, looked for in PATH unless it is a path, and its arguments.
    /// - Throws: if it cannot be started.
    public init(_ command: [String], _ setup: Setup = Setup()) throws(ChildProcessError) {
        (name, leadsGroup) = (command[0], setup.leadsGroup)
        files = try SpawnFiles(setup)
        id = try Self.spawn(command, setup, files)
    }

    /// Waits for the end of the program.
    ///
    /// - Parameter signal: asked at least 20 times a second for a signal to this process. The first one is passed on to
    ///   the program, and to all of its group if it leads one. Nil where no signal is passed on.
    /// - Throws: if the end cannot be waited for.
    public func finish(passingOn signal: (() -> Int32?)? = nil) throws(ChildProcessError) -> Ended {
        var status: Int32 = 0
        var (isToldOfSignal, pause) = (false, Self.leastPauseMicroseconds)
        while true {
            let ended = waitpid(id, &status, signal == nil ? 0 : WNOHANG)
            if ended == id { break }
            guard ended >= 0 || errno == EINTR else {
                throw ChildProcessError("cannot wait for \(name): \(String(cString: strerror(errno)))")
            }
            if let number = signal?(), !isToldOfSignal {
                kill(leadsGroup ? -id : id, number)
                isToldOfSignal = true
            }
            if signal != nil {
                // A signal to this thread ends the pause at once.
                usleep(pause)
                pause = min(2 * pause, Self.mostPauseMicroseconds)
            }
        }
        return Ended(by: .init(status), output: files.text(of: 1), errors: files.text(of: 2))
    }

    /// Waking up more often would disturb a measurement that the program makes.
    private static let mostPauseMicroseconds: UInt32 = 50_000
    private static let leastPauseMicroseconds: UInt32 = 500

    private static func spawn(
        _ command: [String], _ setup: Setup, _ files: SpawnFiles
    ) throws(ChildProcessError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in files.descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        platform_spawn_close_from(&actions, 3)
        if let folder = setup.folder { platform_spawn_in_folder(&actions, folder) }
        var attributes = attributes(leadsGroup: setup.leadsGroup)
        defer { posix_spawnattr_destroy(&attributes) }
        var words = command.map { strdup($0) } + [nil]
        var variables = (setup.environment ?? ownEnvironment).map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        let result = posix_spawnp(&process, command[0], &actions, &attributes, &words, &variables)
        guard result == 0 else {
            throw ChildProcessError("cannot run \(command[0]): \(String(cString: strerror(result)))")
        }
        return process
    }

    /// Signals as a shell would leave them: this process blocks some, and ignores that of a closed pipe.
    private static func attributes(leadsGroup: Bool) -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (leadsGroup ? POSIX_SPAWN_SETPGROUP : 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }

    /// The variables of this process, `NAME=VALUE`.
    public static var ownEnvironment: [String] {
        var variables: [String] = []
        var next = environ
        while let variable = next.pointee {
            variables.append(String(cString: variable))
            next += 1
        }
        return variables
    }

    /// The variables of this process without those whose names begin with one of `prefixes`.
    public static func ownEnvironment(without prefixes: [String]) -> [String] {
        ownEnvironment.filter { variable in !prefixes.contains { variable.hasPrefix($0) } }
    }
}

/// Why a program could not be run, in one line.
public struct ChildProcessError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The program and the reason.
    public let description: String

    init(_ description: String) { self.description = description }
}
