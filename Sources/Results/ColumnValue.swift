/// A value that a column can hold: its text in a CSV field, its JSON literal, and the way back.
protocol ColumnValue: SendableMetatype {
    /// The expected content of a field, for messages.
    static var expected: String { get }
    /// The text of the field, unquoted; empty = not measured.
    var field: String { get }
    /// The JSON literal; `null` = not measured.
    var json: String { get }
    /// Nil if the text is no such value.
    init?(field: String)
}

extension ColumnValue where Self: FixedWidthInteger {
    var field: String { String(self) }
    var json: String { String(self) }
    init?(field: String) { self.init(field, radix: 10) }
}

extension Int: ColumnValue {
    static let expected = "an integer"
}

extension UInt64: ColumnValue {
    static let expected = "an integer from 0 up"
}

extension Double: ColumnValue {
    static let expected = "a finite number"
    /// The shortest text that reads back as the same number.
    var field: String { isFinite ? description : "" }
    var json: String { isFinite ? description : "null" }
    init?(field: String) {
        guard let value = Double(field), value.isFinite else { return nil }
        self = value
    }
}

extension Bool: ColumnValue {
    static let expected = "true or false"
    var field: String { description }
    var json: String { description }
    init?(field: String) { self.init(field) }
}

extension String: ColumnValue {
    static let expected = "text"
    var field: String { self }
    var json: String { ResultsJSON.quoted(self) }
    init?(field: String) { self = field }
}

extension UTCTime: ColumnValue {
    static let expected = "a time like 2026-01-02T03:04:05.678Z"
    var field: String { description }
    var json: String { ResultsJSON.quoted(description) }
    init?(field: String) { self.init(field) }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    static var expected: String { Wrapped.expected + ", or empty" }
    var field: String { self?.field ?? "" }
    var json: String { field.isEmpty ? "null" : self?.json ?? "null" }
    init?(field: String) {
        if field.isEmpty {
            self = .none
        } else {
            guard let value = Wrapped(field: field) else { return nil }
            self = .some(value)
        }
    }
}
