import Glibc

/// Leave to overwrite block devices and files, held against others. Refusing writes nothing.
///
/// Block devices are kept open exclusively (open(2), `O_EXCL` without `O_CREAT`): meanwhile the kernel lets
/// nobody mount them, swap to them or build on them, in no namespace. Files cannot be held like that, and a
/// file or device that another program merely has open is not noticed at all.
public final class WriteClearance {
    private let devices: [String]
    private var descriptors: [Int32] = []

    /// Looks at all of them before it clears any.
    ///
    /// - Parameters:
    ///   - paths: block devices and files. Links are followed.
    ///   - names: the signatures that may be lost, as libblkid prints them. One that is not there does no harm:
    ///     the run before may have overwritten it.
    public init(_ paths: [String], overwriting names: Set<String>) throws(WriteRefusal) {
        let targets = try paths.map { (path) throws(WriteRefusal) in
            try refusing(path) { () throws(Obstacle) in try WriteTarget(path) }
        }
        devices = targets.filter { $0.region != nil }.map(\.path)
        try Self.checkSharing(targets)
        try Self.checkClaims(on: targets)
        try hold()
        // Under the hold, so that none is made meanwhile.
        for target in targets {
            let found = try refusing(target.path) { () throws(Obstacle) in try target.signatures() }
            let kept = found.filter { !names.contains($0.name) }
            guard kept.isEmpty else { throw WriteRefusal(target.path, [.signatures(kept)]) }
        }
    }

    deinit {
        release()
    }

    /// Whether there are signatures of this name: a file system's or another type's that libblkid knows, or a
    /// partition table's.
    public static func knowsSignature(_ name: String) -> Bool {
        SignatureProbe.knows(name)
    }

    /// Keeps others off again after ``release()``. Does not look at signatures again.
    public func hold() throws(WriteRefusal) {
        release()
        for path in devices {
            // Reading is enough to hold, and leaves a device alone that is refused in the end: udev looks at what was
            // open for writing.
            let descriptor = try refusing(path) { () throws(Obstacle) in
                try Descriptor(path, O_RDONLY | O_EXCL).take()
            }
            descriptors.append(descriptor)
        }
    }

    /// Lets go of the devices, for somebody who claims them for this process: device-mapper, before a table over
    /// them is loaded.
    public func release() {
        for descriptor in descriptors { close(descriptor) }
        descriptors = []
    }

    private static func checkSharing(_ targets: [WriteTarget]) throws(WriteRefusal) {
        for (index, target) in targets.enumerated() {
            for other in targets[..<index] where target.overlaps(other) {
                throw WriteRefusal(target.path, [.shared(target.path, with: other.path)])
            }
        }
    }

    private static func checkClaims(on targets: [WriteTarget]) throws(WriteRefusal) {
        guard let first = targets.first else { return }
        let claims = try refusing(first.path) { () throws(Obstacle) in
            try Claims(sysfs: .sysfs(), mounts: Mounts(.procfs()))
        }
        for target in targets {
            let obstacles = try refusing(target.path) { () throws(Obstacle) in
                try claims.obstacles(to: target.identity, path: target.path)
            }
            guard obstacles.isEmpty else { throw WriteRefusal(target.path, obstacles) }
        }
    }
}

/// Says of what stops `body` that it stops writing to `path`.
private func refusing<Value>(
    _ path: String, _ body: () throws(Obstacle) -> Value
) throws(WriteRefusal) -> Value {
    do throws(Obstacle) {
        return try body()
    } catch {
        throw WriteRefusal(path, [error])
    }
}
