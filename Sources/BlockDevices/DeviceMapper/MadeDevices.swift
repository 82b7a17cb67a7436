import Glibc

/// Mapped devices of the kernel that this process made, and that go when it goes: also when it is killed, by the next
/// call of ``removeLeftovers()``.
public final class MadeDevices {
    /// In the order in which they were made.
    public var devices: [DeviceIdentity] { journal.devices }

    private let dmsetup: Dmsetup
    private let journal: DeviceJournal
    private var remaining: [DeviceIdentity] = []

    /// Makes the devices in this order, lower ones first; all of them or none.
    public convenience init(_ devices: [NewMappedDevice]) throws(DeviceMapperError) {
        try self.init(devices, dmsetup: try Dmsetup(), folders: DeviceJournal.folders)
    }

    init(_ devices: [NewMappedDevice], dmsetup: Dmsetup, folders: [String]) throws(DeviceMapperError) {
        self.dmsetup = dmsetup
        journal = try DeviceJournal(devices.map(\.identity), folders: folders)
        for device in devices {
            do throws(DeviceMapperError) {
                try dmsetup.create(device)
                remaining.append(device.identity)
            } catch {
                // A creation that fails may leave a device without a table.
                if dmsetup.mayBeThere(device.identity) { remaining.append(device.identity) }
                try? remove()
                throw error
            }
        }
    }

    deinit {
        try? remove()
    }

    /// Removes the devices, those on top first.
    ///
    /// - Throws: for the first that cannot be removed; it stays in the journal.
    public func remove() throws(DeviceMapperError) {
        try Self.remove(&remaining, dmsetup)
        journal.delete()
    }

    /// Removes what processes left that were killed, and nothing else: what goes are devices whose UUID a journal
    /// names. Touches nothing of processes that live, and nothing where the journals are another user's.
    ///
    /// - Returns: a line for each device that was removed or could not be.
    public static func removeLeftovers() -> [String] {
        removeLeftovers(dmsetup: Dmsetup.init, folders: DeviceJournal.folders)
    }

    static func removeLeftovers(
        dmsetup: () throws(DeviceMapperError) -> Dmsetup, folders: [String]
    ) -> [String] {
        folders.flatMap(DeviceJournal.paths).compactMap(DeviceJournal.init(leftAt:)).flatMap { journal in
            var remaining = journal.devices
            do throws(DeviceMapperError) {
                let dmsetup = try dmsetup()
                let there = try remaining.isEmpty ? [] : dmsetup.uuids()
                remaining.removeAll { !there.contains($0.uuid) }
                let found = remaining
                try remove(&remaining, dmsetup)
                journal.delete()
                return found.map { "removed \($0.path), which a run left that was killed" }
            } catch {
                return ["a run that was killed left \(remaining.count) mapped devices: \(error)"]
            }
        }
    }

    private static func remove(
        _ devices: inout [DeviceIdentity], _ dmsetup: Dmsetup
    ) throws(DeviceMapperError) {
        while let device = devices.last {
            do throws(DeviceMapperError) {
                try dmsetup.remove(device)
            } catch {
                // Gone without us is gone too.
                if dmsetup.mayBeThere(device) { throw error }
            }
            devices.removeLast()
        }
    }
}
