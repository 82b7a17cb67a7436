import CPlatform
import Glibc

/// A block device, read and written past the page cache with system calls alone.
final class Device {
    let path: String
    private let descriptor: Int32
    private let buffer: UnsafeMutableRawBufferPointer
    private static let bufferSectors = 256

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CLOEXEC | platform_direct_flag())
        guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        buffer = .allocate(byteCount: Self.bufferSectors * 512, alignment: 4096)
    }

    deinit {
        close(descriptor)
        buffer.deallocate()
    }

    /// Reads `count` sectors from the beginning, in pieces of `pieceSectors`.
    func read(_ count: Int, pieceSectors: Int = bufferSectors) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for sector in stride(from: 0, to: count, by: pieceSectors) {
            let length = min(pieceSectors, count - sector) * 512
            guard pread(descriptor, buffer.baseAddress, length, off_t(sector * 512)) == length else {
                throw Failure("\(path): cannot read at \(sector): \(String(cString: strerror(errno)))")
            }
            bytes += buffer.prefix(length)
        }
        return bytes
    }

    /// Writes the sectors `range` of `bytes` to the same place.
    func write(_ bytes: [UInt8], sectors range: Range<Int>) throws {
        let length = range.count * 512
        bytes[range.lowerBound * 512..<range.upperBound * 512].withUnsafeBytes { buffer.copyMemory(from: $0) }
        guard pwrite(descriptor, buffer.baseAddress, length, off_t(range.lowerBound * 512)) == length else {
            throw Failure(
                "\(path): cannot write at \(range.lowerBound): \(String(cString: strerror(errno)))")
        }
    }

    func fillWithZeros(_ count: Int) throws {
        let zeros = [UInt8](repeating: 0, count: count * 512)
        for sector in stride(from: 0, to: count, by: Self.bufferSectors) {
            try write(zeros, sectors: sector..<min(count, sector + Self.bufferSectors))
        }
    }
}

/// What went wrong, in a line.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
