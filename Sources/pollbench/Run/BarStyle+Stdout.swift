import Foundation
import Results

extension BarStyle {
    /// What suits stdout: its width and colours on a terminal, where NO_COLOR does not forbid them; else 80 columns.
    static func ofStdout(isASCII: Bool) -> BarStyle {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let takesColour = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        var size = winsize()
        let isKnown = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return BarStyle(
            columns: isKnown ? Int(size.ws_col) : 80, isASCII: isASCII, hasColour: isTerminal && takesColour)
    }
}
