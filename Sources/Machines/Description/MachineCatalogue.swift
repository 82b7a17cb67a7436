import BlockLayer
import Units
import YAMLText

/// The descriptions that are part of the program: files of the folder Descriptions, embedded in it.
public enum MachineCatalogue {
    /// All of them, by their names.
    public static let all: [MachineDescription] = texts.map { name, bytes in
        do {
            let text = String(decoding: bytes, as: UTF8.self)
            return try MachineDescription(of: YAMLFile(text: text, named: name))
        } catch {
            fatalError("\(error)")
        }
    }

    /// The description of a name, or that of a file: a path with a slash, or a name that ends in `.yaml`.
    ///
    /// - Throws: `unreadable`; `mistake` for an unknown name, with the nearest one, and for what is wrong in a file.
    public static func named(_ word: String) throws(TextFileError) -> MachineDescription {
        if word.contains("/") || word.hasSuffix(".yaml") {
            return try MachineDescription(of: YAMLFile(word))
        }
        if let description = all.first(where: { $0.model.name == word }) { return description }
        let names = all.map(\.model.name)
        let nearest = Spelling.nearest(to: word, among: names).map { "did you mean \($0)?" }
        let hint = nearest ?? "there are: \(names.joined(separator: ", ")); a file is a path with a slash"
        throw TextFileError(.mistake, "unknown machine \(word.debugDescription); \(hint)")
    }

    private static let texts: [(name: String, bytes: [UInt8])] = [
        ("epyc-7742-2x64-nps4.yaml", PackageResources.epyc_7742_2x64_nps4_yaml),
        ("epyc-7763-2x64.yaml", PackageResources.epyc_7763_2x64_yaml),
        ("epyc-9654-2x96.yaml", PackageResources.epyc_9654_2x96_yaml),
        ("graviton2-64.yaml", PackageResources.graviton2_64_yaml),
        ("graviton3-64.yaml", PackageResources.graviton3_64_yaml),
        ("ice-lake-client-4.yaml", PackageResources.ice_lake_client_4_yaml),
        ("ryzen-5700x-8.yaml", PackageResources.ryzen_5700x_8_yaml),
        ("skylake-client-4.yaml", PackageResources.skylake_client_4_yaml),
        ("xeon-8176-8x28.yaml", PackageResources.xeon_8176_8x28_yaml),
        ("xeon-8375c-2x32.yaml", PackageResources.xeon_8375c_2x32_yaml),
        ("xeon-8480-2x56.yaml", PackageResources.xeon_8480_2x56_yaml),
        ("xeon-e7-8895v3-4x18.yaml", PackageResources.xeon_e7_8895v3_4x18_yaml),
    ]
}
