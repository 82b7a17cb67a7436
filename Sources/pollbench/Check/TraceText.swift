import BlockLayer
import Foundation

/// A traced schedule as text: a line for each step, a column for each thread, and where in the source it is.
enum TraceText {
    private static let mostLines = 120
    private static let placeWidth = 44

    static func text(of traced: TracedSchedule) -> String {
        let lines = traced.lines.suffix(mostLines)
        let places = SourceLines(of: lines.flatMap(\.callers))
        let width = traced.threadCount > 2 ? 46 : 60
        var text = header(traced, width)
        let left = traced.lines.count - lines.count
        if left > 0 { text += "… \(left) steps before\n" }
        for line in lines {
            let place = places.text(of: line.callers)
            let column = line.thread.map { String(repeating: " ", count: $0 * width) } ?? "-- "
            text += "\(padded(place, placeWidth)) \(column)\(line.text)\n"
        }
        return text + "=> \(traced.fault?.description ?? "no fault")\n"
    }

    private static func header(_ traced: TracedSchedule, _ width: Int) -> String {
        let threads = (0..<traced.threadCount).map { padded("thread \($0)", width) }.joined()
        return padded("where", placeWidth) + " " + threads.trimmingCharacters(in: .whitespaces) + "\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
    }
}
