import Glibc

/// An open file, closed when it goes out of scope.
struct Descriptor: ~Copyable {
    let number: Int32

    /// - Throws: ``Obstacle/claimed(_:)`` where an exclusive open meets another,
    ///   ``Obstacle/unreadable(_:errno:)`` else.
    init(_ path: String, _ flags: Int32) throws(Obstacle) {
        number = open(path, flags | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw errno == EBUSY ? .claimed(path) : .unreadable(path, errno: errno) }
    }

    /// Hands it over to be closed by the caller.
    consuming func take() -> Int32 {
        let number = number
        discard self
        return number
    }

    deinit {
        close(number)
    }
}
