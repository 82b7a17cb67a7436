import BlockDevices
import Harness

extension BlockDevice {
    /// The devices that arguments name, each once.
    static func named(_ names: [String]) throws(HarnessError) -> [BlockDevice] {
        var devices: [BlockDevice] = []
        for name in names {
            do {
                let device = try BlockDevice(named: name)
                if !devices.contains(device) { devices.append(device) }
            } catch {
                throw .environment("\(error)")
            }
        }
        return devices
    }
}
