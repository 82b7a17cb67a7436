/// The name of a description, from that of a processor.
public enum ProcessorName {
    /// `host-amd-epyc-7742-64-256` for `AMD EPYC 7742 64-Core Processor` and 256 CPUs: small letters, digits and
    /// hyphens, without trade marks, clock and filler.
    public static func slug(_ processor: String?, cpus: Int) -> String {
        let name = (processor ?? "").lowercased().split(separator: "@").first ?? ""
        let bare = name.replacing("(r)", with: " ").replacing("(tm)", with: " ")
        let words = bare.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let filler: Set<Substring> = ["cpu", "processor", "core", "with"]
        let kept = words.filter { !filler.contains($0) }
        return (["host"] + kept.map(String.init) + [String(cpus)]).joined(separator: "-")
    }
}
