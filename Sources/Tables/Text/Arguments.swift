/// The arguments of one target, taken from left to right.
struct Arguments {
    private var rest: ArraySlice<Word>
    /// The place after the line's last word, where what is missing is missing.
    private let end: Position
    /// How the target is written, for messages: `linear DEVICE OFFSET`.
    private let usage: String
    private let names: DeviceNames
    /// The target's length.
    let lengthSectors: UInt64
    /// Where the length stands.
    let lengthPosition: Position

    init(
        _ words: ArraySlice<Word>, end: Position, usage: String, names: DeviceNames,
        length: (sectors: UInt64, position: Position)
    ) {
        rest = words
        self.end = end
        self.usage = usage
        self.names = names
        lengthSectors = length.sectors
        lengthPosition = length.position
    }

    var count: Int { rest.count }

    /// Where the next argument stands, or should.
    var position: Position { rest.first?.position ?? end }

    mutating func word(_ what: String) throws(TableFault) -> Word {
        guard let word = rest.popFirst() else {
            throw TableFault(end, "the \(what) is missing; the form is: \(usage)")
        }
        return word
    }

    mutating func number(
        _ what: String, in range: ClosedRange<UInt64> = 0...UInt64.max
    ) throws(TableFault) -> UInt64 {
        let word = try word(what)
        let number = try Self.number(word, what)
        guard range.contains(number) else {
            let message = "bad \(what) \(number): expected \(range.lowerBound) to \(range.upperBound)"
            throw TableFault(word.position, message)
        }
        return number
    }

    mutating func device(_ what: String) throws(TableFault) -> TableLeg {
        let word = try word(what)
        let device = try DeviceReference(word.argument, at: word.position, names: names)
        return TableLeg(device: device, offsetSectors: 0, position: word.position)
    }

    /// A device and the offset from which on the target needs `sectors` of it.
    mutating func leg(sectors: UInt64) throws(TableFault) -> TableLeg {
        let device = try device("device")
        let offsetPosition = position
        let offset = try number("offset")
        guard offset <= Stack.limitSectors - sectors else {
            throw TableFault(offsetPosition, "offset \(offset) + \(sectors) sectors end beyond 2^53 sectors")
        }
        return TableLeg(device: device.device, offsetSectors: offset, position: device.position)
    }

    /// Checks that nothing is left.
    func finish() throws(TableFault) {
        guard let word = rest.first else { return }
        throw TableFault(word.position, "unexpected \(word.argument.quoted); the form is: \(usage)")
    }

    static func number(_ word: Word, _ what: String) throws(TableFault) -> UInt64 {
        guard word.text.isDigits else {
            throw TableFault(word.position, "bad \(what) \(word.text.quoted): expected a whole number")
        }
        guard let number = UInt64(word.text) else {
            throw TableFault(word.position, "bad \(what) \(word.text.quoted): too large")
        }
        return number
    }
}
