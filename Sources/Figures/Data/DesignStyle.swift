/// How a design looks, the same in every figure: colour, marker and dashes together tell it from the others, also for
/// those who do not see all colours.
public struct DesignStyle: Equatable, Hashable, Sendable {
    /// `#0072B2`.
    public let colour: String
    /// The colour on a dark page.
    public var darkColour: String { Self.darkColours[colour] ?? colour }
    /// A point type of gnuplot's, the same in its terminals.
    public let marker: Int
    /// A dash type of gnuplot's.
    public let dash: Int

    /// The designs whose styles were chosen by hand, in the catalogue's order, and with it the order of legends. Others
    /// are told by their names.
    public static let names = [
        "iterate-all", "root-list", "bio-array", "queue-bitmap", "busy-skip", "busy-array", "cookie-v3",
        "cookie", "sync-submit", "task-fifo", "task-groups", "dm-io-list", "child-counter", "hand-back",
        "interrupt", "kernel",
    ]

    /// Seven colours after Okabe and Ito, without their yellow, which paper swallows; black is for the references.
    private static let colours = [
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#882255",
    ]
    /// Lighter, so that they stand out from a dark page as the others do from a white one.
    static let darkColours = [
        "#0072B2": "#5B9BFF", "#D55E00": "#FF8A3C", "#009E73": "#2FC79A", "#CC79A7": "#F0B3D3",
        "#56B4E9": "#9ADCFF", "#E69F00": "#FFC247", "#882255": "#D4609A", "#000000": "#E3E7ED",
    ]
    private static let filledMarkers = [5, 7, 9, 11, 13, 15, 2]
    private static let openMarkers = [4, 6, 8, 10, 12, 14, 3]
    private static let references = ["interrupt", "kernel"]

    /// - Parameter name: any name; one that is not known has a style of its own, always the same.
    public init(of name: String) {
        let plainName = String(name.prefix { $0 != ":" })
        let place = Self.names.firstIndex(of: plainName)
        let hash = Self.hash(name)
        let count = Self.colours.count
        let isReference = Self.references.contains(plainName)
        colour = isReference ? "#000000" : Self.colours[(place ?? Int(hash % 7)) % count]
        if let place, plainName == name {
            let isFirst = isReference ? plainName == "kernel" : place < count
            marker = isReference ? 1 : (isFirst ? Self.filledMarkers : Self.openMarkers)[place % count]
            dash = isFirst ? 1 : 2
        } else {
            let markers = Self.filledMarkers + Self.openMarkers
            marker = markers[Int(hash / 7 % UInt64(markers.count))]
            dash = 3 + Int(hash / 1009 % 3)
        }
    }

    /// FNV-1a: the same in every run of the program.
    private static func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
    }

    /// The marker as a character.
    public var symbol: String {
        switch marker {
        case 1: "✚"
        case 2: "✖"
        case 3: "✱"
        default:
            Array("□■○●△▲▽▼◇◆⬠⬟").indices.contains(marker - 4)
                ? String(Array("□■○●△▲▽▼◇◆⬠⬟")[marker - 4]) : "•"
        }
    }

    /// Known names first, in their order, then the others as they come; parameters behind the plain name.
    static func ordered(_ designs: [String]) -> [String] {
        let places = designs.enumerated().map { index, name in
            let plainName = String(name.prefix { $0 != ":" })
            return (names.firstIndex(of: plainName) ?? names.count, index, name)
        }
        return places.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }
}
