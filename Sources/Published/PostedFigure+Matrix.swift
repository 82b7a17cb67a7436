extension PostedFigure {
    /// The matrix that runs the figure again, as YAML: a file of the folder Matrices, embedded in the program. Nil
    /// where there is an ``obstacle``.
    public var matrix: String? { Self.matrices[id].map { String(decoding: $0, as: UTF8.self) } }

    private static let matrices: [String: [UInt8]] = [
        "F1": PackageResources.F1_yaml,
        "F2": PackageResources.F2_yaml,
        "F3": PackageResources.F3_yaml,
        "F4": PackageResources.F4_yaml,
        "F5": PackageResources.F5_yaml,
        "F6": PackageResources.F6_yaml,
        "F7": PackageResources.F7_yaml,
        "F8": PackageResources.F8_yaml,
        "F9": PackageResources.F9_yaml,
        "F10": PackageResources.F10_yaml,
        "F11": PackageResources.F11_yaml,
        "F12": PackageResources.F12_yaml,
        "F13": PackageResources.F13_yaml,
        "F14": PackageResources.F14_yaml,
        "F15": PackageResources.F15_yaml,
        "F16": PackageResources.F16_yaml,
        "F18": PackageResources.F18_yaml,
        "F19": PackageResources.F19_yaml,
        "F20": PackageResources.F20_yaml,
    ]
}
