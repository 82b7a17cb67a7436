/// Words at an axis that must not run into each other.
enum Ticks {
    /// How wide a character is, and how far words stand apart, in pixels.
    private static let characterWidth = 7.5
    private static let gap = 8.0

    /// The words, those that have no room replaced by none. The last stays, and of the others as many as there is room
    /// for, from the first on.
    ///
    /// - Parameters:
    ///   - places: of the middles of the words, from 0 to 1, rising.
    ///   - width: of the axis, in pixels.
    static func thinned(_ words: [String], at places: [Double], width: Double) -> [String] {
        guard let last = words.indices.last else { return [] }
        func half(_ place: Int) -> Double { Double(words[place].count) * characterWidth / 2 }
        let beginOfLast = places[last] * width - half(last) - gap
        var end = -Double.infinity
        return words.indices.map { place in
            let middle = places[place] * width
            if place == last { return words[place] }
            guard middle - half(place) >= end, middle + half(place) <= beginOfLast else { return "" }
            end = middle + half(place) + gap
            return words[place]
        }
    }
}
