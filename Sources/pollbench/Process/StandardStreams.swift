import CPlatform
import Foundation
import Results

/// stdout, which is data, and stderr, which is talk.
enum StandardStreams {
    /// Makes the streams safe to use. Called once, before any file is opened.
    ///
    /// A write that fails is an error of that write, and not a signal that ends the process. Handlers that do nothing,
    /// since programs that are started inherit what is ignored.
    static func prepare() {
        platform_fill_standard_streams()
        signal(SIGPIPE) { _ in }
        signal(SIGXFSZ) { _ in }
    }

    /// Writes talk to stderr, as much as it takes: a full disk, a reader that is gone or a closed stream are no reason
    /// to end differently.
    static func talk(_ text: String) {
        _ = DescriptorOutput.write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// Writes data to stdout.
    ///
    /// - Returns: 0, or the errno value of the write that failed.
    static func write(_ data: String) -> Int32 {
        DescriptorOutput.write(Array(data.utf8), to: STDOUT_FILENO)
    }
}
