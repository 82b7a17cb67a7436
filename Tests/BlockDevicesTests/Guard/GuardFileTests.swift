import Foundation
import Testing

@testable import BlockDevices

/// The guard over files, and what can be tried without root.
@Suite struct GuardFileTests {
    private let folder = try! Folder()

    private func refusal(_ paths: String..., overwriting names: Set<String> = []) -> String {
        do {
            _ = try WriteClearance(paths, overwriting: names)
            return "cleared"
        } catch {
            return error.description
        }
    }

    @Test func aSparseFileIsCleared() throws {
        #expect(refusal(try folder.makeImage("disk")) == "cleared")
    }

    @Test func aMissingFileIsRefused() {
        #expect(refusal("/nonexistent/disk").contains("No such file"))
    }

    @Test func theSecondOfTwoFilesIsLookedAtToo() throws {
        let (blank, swap) = (try folder.makeImage("blank"), try folder.makeImage("swap"))
        try Tool.run("mkswap", swap)
        #expect(refusal(blank, swap).hasPrefix("refusing to write to \(swap): it has swap "))
    }

    @Test func aSignatureMustBeNamedAsItIs() throws {
        let image = try folder.makeImage("disk")
        try Tool.run("mkswap", image)
        let words = "it has swap (--overwrite-signature swap gives that up)"
        #expect(
            refusal(image, overwriting: ["ext4", "SWAP", ""]) == "refusing to write to \(image): \(words)")
        #expect(refusal(image, overwriting: ["swap"]) == "cleared")
    }

    /// A probe for the one right answer finds none in such a place.
    @Test func everySignatureOfAPlaceMustBeNamed() throws {
        let image = try folder.makeImage("disk")
        try put(HandMade.physicalVolume, at: 512, of: image)
        try put(Array("SWAPSPACE2".utf8), at: 4086, of: image)
        try put([1, 0, 0, 0, 255, 15, 0, 0], at: 1024, of: image)
        #expect(refusal(image, overwriting: ["swap"]).contains("LVM2_member"))
        #expect(refusal(image, overwriting: ["LVM2_member"]).contains("swap"))
        #expect(refusal(image, overwriting: ["swap", "LVM2_member"]) == "cleared")
    }

    @Test func aDamagedSignatureCounts() throws {
        let image = try folder.makeImage("disk")
        try put(HandMade.physicalVolume, at: 512, of: image)
        try put([0xff], at: 700, of: image)
        #expect(refusal(image).contains("LVM2_member"))
    }

    @Test func twoNamesOfAFileAreOne() throws {
        let (image, link) = (try folder.makeImage("disk"), folder.path + "/link")
        try FileManager.default.linkItem(atPath: image, toPath: link)
        #expect(refusal(image, link).contains("in common with \(image)"))
    }

    /// What cannot be read might be anything.
    @Test func aFailedProbeRefuses() throws {
        let image = try folder.makeImage("disk")
        let descriptor = open(image, O_WRONLY)
        defer { close(descriptor) }
        #expect(throws: Obstacle.unreadable(image, errno: EBADF)) {
            try SignatureProbe(descriptor: descriptor, path: image).signatures()
        }
    }

    @Test(arguments: ["ext4", "swap", "LVM2_member", "crypto_LUKS", "linux_raid_member", "gpt", "dos"])
    func namesOfSignaturesAreKnown(_ name: String) {
        #expect(WriteClearance.knowsSignature(name))
    }

    @Test(arguments: ["", "ext5", "EXT4", "ext4 ", "all", "*"])
    func otherNamesAreNot(_ name: String) {
        #expect(!WriteClearance.knowsSignature(name))
    }

    @Test func numbersOfDevicesAreTheKernels() {
        for text in ["0:0", "8:1", "259:0", "259:300", "4095:1048575", "4294967295:4294967295"] {
            #expect(DeviceNumber(text)?.description == text)
        }
        for text in ["", ":", "8", "8:", "8:1:2", "-1:0", "8:99999999999"] {
            #expect(DeviceNumber(text) == nil)
        }
        #expect(DeviceNumber("259:300") == DeviceNumber(makedev(259, 300)))
    }

    @Test func aRefusalIsOneLineWhateverNamesAre() {
        let label = Signature(name: "ext4", label: "a\nb\u{1b}", isPartitionTable: false, place: "/a\nb")
        let refusal = WriteRefusal(
            "/dev/x\ny",
            [.mounted("/dev/x", at: "/m\nn"), .signatures([label]), .swap("/s\u{7f}"), .claimed("/c\nd")])
        #expect(refusal.description.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
}

/// gnu_dev_makedev of glibc for small numbers, which Swift does not see.
private func makedev(_ major: UInt, _ minor: UInt) -> dev_t {
    dev_t(major << 8 | minor & 0xff | (minor & ~0xff) << 12)
}

/// The guard over partition tables in files.
@Suite(.enabled(if: LoopDisk.hasTools, "needs sfdisk and mkfs.ext4"))
struct GuardImageTests {
    private let folder = try! Folder()

    private func signatures(_ path: String) throws -> [String] {
        try WriteTarget(path).signatures().map { $0.text(about: path) }
    }

    /// Tables that the kernel has no devices for: of a virtual machine's disk, of a disk from elsewhere.
    @Test(arguments: ["gpt", "dos"]) func partitionsInFilesAreLookedAt(_ table: String) throws {
        let (image, inner) = (try folder.makeImage("disk"), try folder.makeImage("inner", mebibytes: 4))
        try Tool.run("mkfs.ext4", "-q", "-L", "root", inner)
        try Tool.run(
            "sfdisk", "--quiet", image,
            input: "label: \(table)\nstart=2048,size=8192\nstart=12288,size=8192\n")
        try put(Array(try Data(contentsOf: URL(filePath: inner))), at: 12288 * 512, of: image)
        #expect(try signatures(image) == [table, "ext4 \"root\" on partition 2 of \(image)"])
    }

    /// The image of a disk whose end was cut off.
    @Test func partitionsBeyondTheEndAreLeftOut() throws {
        let image = try folder.makeImage("disk")
        try Tool.run(
            "sfdisk", "--quiet", image, input: "label: dos\nstart=2048,size=8192\nstart=12288,size=8192\n")
        truncate(image, 12000 * 512)
        #expect(try signatures(image) == ["dos"])
        truncate(image, 13000 * 512)
        #expect(try signatures(image) == ["dos"])
    }
}
