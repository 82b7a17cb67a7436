import Foundation
import Placement

@testable import BlockDevices

/// A sysfs and a /proc/interrupts of a machine that need not exist.
final class InterruptTree {
    let top: String
    /// Lies on the disk that ``placeFile(on:)`` names.
    var file: String { top + "/file" }
    var sysfs: Sysfs { Sysfs(root: top + "/sys") }
    var procfs: Sysfs { Sysfs(root: top + "/proc") }

    init() throws {
        // The kernel's names have no links in them.
        let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        top = temporary.appendingPathComponent("pollbench-interrupts-\(UUID().uuidString)").path
        for folder in ["sys/class/block", "sys/dev/block", "proc"] {
            try FileManager.default.createDirectory(
                atPath: "\(top)/\(folder)", withIntermediateDirectories: true)
        }
        try write("", to: "file")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: top)
    }

    func write(_ text: String, to path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: "\(top)/\(folder)", withIntermediateDirectories: true)
        try text.write(toFile: "\(top)/\(path)", atomically: false, encoding: .utf8)
    }

    /// A PCI function: `devices/pci0000:00/0000:01:00.0`.
    func addPCI(_ folder: String, vectors: [Int] = []) throws {
        try write("11\n", to: "sys/\(folder)/irq")
        for vector in vectors { try write("msix\n", to: "sys/\(folder)/msi_irqs/\(vector)") }
    }

    /// A disk: `devices/virtual/block/dm-0`.
    func addDisk(_ folder: String, slaves: [String] = [], attributes: [String: String] = [:]) throws {
        let name = (folder as NSString).lastPathComponent
        try write("0:0\n", to: "sys/\(folder)/dev")
        for (attribute, text) in attributes { try write(text, to: "sys/\(folder)/\(attribute)") }
        try link("sys/class/block/\(name)", to: "sys/\(folder)")
        for slave in slaves {
            try write("", to: "sys/\(folder)/slaves/.keep")
            try FileManager.default.removeItem(atPath: "\(top)/sys/\(folder)/slaves/.keep")
            try link("sys/\(folder)/slaves/\(slave)", to: "sys/class/block/\(slave)")
        }
    }

    func placeFile(on name: String) throws {
        let number = DisksBelow.number(of: file)?.description ?? "none"
        try link("sys/dev/block/\(number)", to: "sys/class/block/\(name)")
    }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(top)/\(path)", withDestinationPath: "\(top)/\(target)")
    }
}
