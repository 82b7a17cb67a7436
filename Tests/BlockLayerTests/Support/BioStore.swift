@testable import BlockLayer

/// Bios outside any worker, for tests of what takes pointers to them.
final class BioStore<M: Machine>: @unchecked Sendable {
    private let bios: UnsafeMutableBufferPointer<Bio<M>>
    private let buffer = UnsafeMutableRawPointer.allocate(byteCount: sectorBytes, alignment: 16)

    init(count: Int) {
        bios = .allocate(capacity: count)
        for place in 0..<count { bios.initializeElement(at: place, to: Bio(owner: 0, buffer: buffer)) }
    }

    deinit {
        bios.deinitialize().deallocate()
        buffer.deallocate()
    }

    subscript(place: Int) -> BioPointer<M> { bios.baseAddress! + place }

    func place(of bio: BioPointer<M>) -> Int { bio - bios.baseAddress! }

    /// The places of the bios that hang together by their links.
    func places(from first: BioPointer<M>?) -> [Int] {
        var places: [Int] = []
        var next = first
        while let bio = next {
            places.append(place(of: bio))
            next = bio.pointee.next
        }
        return places
    }
}
