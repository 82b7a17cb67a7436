/// Suggestions for misspelt words.
public enum Spelling {
    /// The candidate that at most two edits make of `word`; nil if there is none.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let letters = Array(word.prefix(20))
        let ranked = candidates.map { (candidate: $0, distance: distance(letters, Array($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= 2 else { return nil }
        return best.candidate
    }

    /// The Levenshtein distance: insertions, deletions and replacements, row by row.
    static func distance(_ from: [Character], _ to: [Character]) -> Int {
        var row = Array(0...to.count)
        for (index, letter) in from.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in to.indices {
                let replaced = diagonal + (to[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[to.count]
    }
}
