import BlockLayer
import YAMLText

/// The prices of all designs' work, as `pollbench machines calibrate` found them on some machine.
public struct WorkPriceBook: Sendable, Equatable {
    /// Where they were found, on one line.
    public var about: String
    /// By the name of the design.
    public var prices: [String: WorkPrices]

    public init(about: String, prices: [String: WorkPrices]) {
        self.about = about
        self.prices = prices
    }

    private static var keys: [(name: String, price: WritableKeyPath<WorkPrices, Double>)] {
        [
            ("root", \.rootNanoseconds), ("clone", \.cloneNanoseconds), ("leaf", \.leafNanoseconds),
            ("reap", \.reapNanoseconds), ("look", \.lookNanoseconds),
        ]
    }

    /// Reads prices in YAML, as ``text`` writes them.
    ///
    /// - Throws: `mistake` with the place of what is wrong.
    public init(of file: YAMLFile) throws(TextFileError) {
        let root = try file.root()
        self.init(about: "", prices: [:])
        for (key, name, value) in try root.entries() {
            switch name {
            case "about": about = try value.word()
            case "prices":
                for (_, design, entry) in try value.entries() { prices[design] = try Self.prices(entry) }
            default: throw key.unknown("key", name, among: ["about", "prices"])
            }
        }
        if about.isEmpty || prices.isEmpty { throw root.fault("the keys about and prices are needed") }
    }

    private static func prices(_ value: YAMLValue) throws(TextFileError) -> WorkPrices {
        var prices = WorkPrices()
        for (key, name, value) in try value.entries() {
            guard let price = keys.first(where: { $0.name == name })?.price else {
                throw key.unknown("key", name, among: keys.map(\.name))
            }
            prices[keyPath: price] = try value.parsed { (word) throws(MachineReader.Fault) in
                try MachineReader.number(word, in: 0...1e6, .nanoseconds)
            }
        }
        return prices
    }

    /// The prices in YAML: nanoseconds, designs by name.
    public var text: String {
        let lines = prices.sorted { $0.key < $1.key }.map { name, prices in
            let values = Self.keys.map { key in
                "\(key.name): \(MachineText.number((prices[keyPath: key.price] * 10).rounded() / 10))"
            }
            return "  \(name): {\(values.joined(separator: ", "))}\n"
        }
        return "about: \(MachineText.quoted(about))\nprices:\n" + lines.joined()
    }

    /// Those that are part of the program.
    public static let builtIn: WorkPriceBook = {
        do {
            let text = String(decoding: PackageResources.work_prices_yaml, as: UTF8.self)
            return try WorkPriceBook(of: YAMLFile(text: text, named: "work-prices.yaml"))
        } catch {
            fatalError("\(error)")
        }
    }()

    /// The prices of a design's work, whatever its parameter.
    public func prices(of design: String) -> WorkPrices {
        prices[String(design.prefix { $0 != ":" })] ?? WorkPrices()
    }
}
