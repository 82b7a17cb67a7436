import BlockLayer

extension VerifyMismatch {
    /// `sector 8: expected generation 3 (address 8), found generation 2 (address 8)`.
    var text: String {
        let expected = expectedGeneration.map { "generation \($0)" } ?? "any generation"
        return "sector \(sector): expected \(expected) (address \(sector)), found \(foundText)"
    }

    private var foundText: String {
        guard let foundSector, let foundGeneration else { return "no stamp" }
        let stamp = "generation \(foundGeneration) (address \(foundSector))"
        let isRight = foundSector == sector && foundGeneration == expectedGeneration ?? foundGeneration
        return isRight ? "\(stamp) with damaged data" : stamp
    }
}
