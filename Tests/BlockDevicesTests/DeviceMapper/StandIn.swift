import Foundation
import Processes

@testable import BlockDevices

/// A folder with a program in it that behaves like dmsetup: it keeps a file for each device, and a log of what it was
/// asked.
final class StandIn {
    let folder: String
    var dmsetup: Dmsetup { Dmsetup(path: folder + "/dmsetup") }
    /// Where journals go.
    var journals: String { folder + "/journals" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/pollbench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/devices", withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            cd '\(folder)'
            echo "$*" >>log
            case $1 in
                create)
                    cat journals/* >"journal-at-$2" 2>/dev/null
                    cat >"devices/$4"
                    grep -q refused "devices/$4" || exit 0
                    echo "device-mapper: reload ioctl on $2 failed: Invalid argument" >&2
                    rm "devices/$4"
                    exit 1 ;;
                remove)
                    [ ! -e busy ] || { echo "device-mapper: remove ioctl failed: Device or resource busy" >&2; exit 1; }
                    rm "devices/$4" 2>/dev/null ;;
                info) ls devices ;;
                mknodes) ;;
                *) exit 64 ;;
            esac
            """
        // By another process: what this one has open for writing, a child of another test might inherit, and then the
        // program cannot be run (ETXTBSY).
        let write = "cat >'\(folder)/dmsetup' && chmod +x '\(folder)/dmsetup'"
        var setup = ChildProcess.Setup()
        setup.input = script
        _ = try ChildProcess(["/bin/sh", "-c", write], setup).finish()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func make(_ devices: [NewMappedDevice]) throws -> MadeDevices {
        try MadeDevices(devices, dmsetup: dmsetup, folders: [journals])
    }

    /// Tries again for a second: a child of another test has a journal's lock, too, until it runs its own program.
    func removeLeftovers() -> [String] {
        let before = journalNames
        for _ in 0..<50 {
            let notes = MadeDevices.removeLeftovers(dmsetup: { [dmsetup] in dmsetup }, folders: [journals])
            if !notes.isEmpty || journalNames != before { return notes }
            usleep(20_000)
        }
        return []
    }

    /// What the program was asked, a line for each time.
    var log: [String] { text("log").split(separator: "\n").map(String.init) }

    /// The UUIDs of the devices that there are.
    var devices: [String] { names(in: "devices") }

    var journalNames: [String] { names(in: "journals") }

    func names(in name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []).sorted()
    }

    func text(_ name: String) -> String {
        (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
}
