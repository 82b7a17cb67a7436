import Foundation

/// The line on stderr that says how far something is, written over again and again; on a terminal only.
struct TerminalLine {
    private let isShown = isatty(STDERR_FILENO) == 1

    func show(_ text: String) {
        write("\r\u{1b}[K" + text.printable.prefix(Self.columns - 1))
    }

    func clear() {
        write("\r\u{1b}[K")
    }

    /// `4:05`, `1:00:09`.
    static func clock(_ seconds: Double) -> String {
        let whole = UInt64(min(seconds, 1e12).rounded(.up))
        let minutes = String(format: "%02d:%02d", Int(whole / 60 % 60), Int(whole % 60))
        let text = whole >= 3600 ? "\(whole / 3600):\(minutes)" : minutes
        return text.hasPrefix("0") ? String(text.dropFirst()) : text
    }

    /// A line that wraps could not be taken back.
    private static var columns: Int {
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
        return isKnown ? Int(size.ws_col) : 80
    }

    private func write(_ text: String) {
        guard isShown else { return }
        StandardStreams.talk(text)
    }
}
