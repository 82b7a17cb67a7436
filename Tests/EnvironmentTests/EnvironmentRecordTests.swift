import DeviceTestSupport
import Foundation
import Testing

@testable import Environment

@Suite struct EnvironmentRecordTests {
    @Test func aMachineTellsItAll() throws {
        let kernel = try MadeUpKernel()
        try kernel.addMachine()
        let record = kernel.record()
        #expect(record.kernel.release == "6.12.1-test")
        #expect(record.kernel.commandLine == "quiet isolcpus=2-3")
        #expect(record.kernel.mitigations == ["spec_store_bypass": "Vulnerable"])
        #expect(record.cpus.model == "A CPU: the model")
        #expect(record.cpus.microcode == "0xb000040")
        #expect(record.cpus.governor == "performance 0-2, powersave 3")
        #expect(record.cpus.boost == true && record.cpus.smt == "on" && record.cpus.smtActive == true)
        #expect(record.cpus.isolated == "2-3" && record.cpus.nohzFull == "")
        #expect(record.cpus.idle?.driver == "intel_idle" && record.cpus.idle?.governor == "menu")
        #expect(record.cpus.idle?.states["state1"]?.name == "C6")
        #expect(record.cpus.idle?.states["state1"]?.exitMicroseconds == 85)
        #expect(record.cpus.idle?.states.mapValues(\.disabledOn) == ["state0": "", "state1": "3"])
        #expect(record.numaNodes?.mapValues(\.cpus) == ["0": "0-1", "1": "2-3"])
        #expect(record.numaNodes?["1"]?.distances == [21, 10])
        #expect(record.clock.kernelSource == "tsc" && record.clock.constantTsc == true)
        #expect(record.clock.kernelSources == ["tsc", "hpet", "acpi_pm"])
        #expect(record.load?.fiveMinutes == 1.25)
        #expect(record.virtualisation.machine == "Maker Model 7")
        #expect(record.virtualisation.isVirtual == true)
    }

    @Test func aDriveTellsItAll() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(
            0, queues: twoAndTwo,
            [
                "queue/nomerges": "2", "queue/iostats": "0", "queue/wbt_lat_usec": "2000",
                "queue/logical_block_size": "512", "queue/physical_block_size": "4096",
            ])
        let function = "sys/devices/pci0000:40/0000:40:00.0"
        let files = [
            ("nvme/nvme0/model", "Drive One   "), ("nvme/nvme0/firmware_rev", "1.0 "),
            ("nvme/nvme0/serial", "  S1"), ("nvme/nvme0/hwmon3/temp1_input", "-2850"),
            ("current_link_speed", "16.0 GT/s PCIe"), ("current_link_width", "4"),
            ("max_link_speed", "32.0 GT/s PCIe"), ("max_link_width", "8"), ("power_state", "D0"),
        ]
        for (path, text) in files { try kernel.write(text + "\n", "\(function)/\(path)") }
        let drive = try #require(kernel.record("nvme0n1").devices["nvme0n1"])
        #expect(drive.model == "Drive One" && drive.firmware == "1.0" && drive.serial == "S1")
        #expect(drive.pci?.address == "0000:40:00.0" && drive.pci?.powerState == "D0")
        #expect(drive.pci?.linkSpeed == "16.0 GT/s PCIe" && drive.pci?.linkWidth == 4)
        #expect(drive.pci?.maxLinkSpeed == "32.0 GT/s PCIe" && drive.pci?.maxLinkWidth == 8)
        #expect(drive.numaNode == 0 && drive.sizeBytes == 1 << 30)
        #expect(drive.queueCount == 4 && drive.pollQueueCount == 2)
        #expect(drive.queues["poll"]?.cpus == ["2": "0,2", "3": "1,3"])
        #expect(drive.queues["default"]?.count == 2)
        #expect(drive.scheduler == "none" && drive.ioPoll == true && drive.nomerges == 2)
        #expect(drive.iostats == false && drive.wbtMicroseconds == 2000 && drive.nrRequests == 1023)
        #expect(drive.logicalBlockBytes == 512 && drive.physicalBlockBytes == 4096)
        #expect(drive.temperatureMillicelsius == -2850)
    }

    @Test func whatADeviceStandsOnIsRecordedToo() throws {
        let kernel = try MadeUpKernel()
        for index in 0...1 { try kernel.addNVMe(index) }
        try kernel.addMapped(0, name: "inner", over: ["nvme0n1", "nvme1n1"], polls: true)
        try kernel.addMapped(1, name: "top", over: ["dm-0"], polls: true)
        let devices = kernel.record("dm-1", "nvme0n1").devices
        #expect(devices.keys.sorted() == ["dm-0", "dm-1", "nvme0n1", "nvme1n1"])
        #expect(devices["dm-0"]?.lowerDevices == ["nvme0n1", "nvme1n1"])
        #expect(devices["dm-1"]?.mapped?.name == "top" && devices["nvme0n1"]?.mapped == nil)
        #expect(devices["dm-1"]?.mapped?.table == ["0 8 linear 254:0 0", "8 8 zero"])
        #expect(devices["dm-0"]?.mapped?.name == "inner" && devices["dm-0"]?.mapped?.table == nil)
        #expect(devices["dm-1"]?.pci == nil)
    }

    @Test func aPartitionHasTheSettingsOfItsDisk() throws {
        let kernel = try MadeUpKernel()
        try kernel.addNVMe(0, ["queue/nomerges": "1", "serial": "S2"])
        try kernel.addPartition("nvme0n1p1", of: "nvme0n1", number: "259:5")
        let part = try #require(kernel.record("nvme0n1p1").devices["nvme0n1p1"])
        #expect(part.nomerges == 1 && part.serial == "S2" && part.pci?.address == "0000:40:00.0")
        #expect(part.sizeBytes == 1 << 20)
    }

    /// No key is left out, whatever is known.
    @Test func whatIsNotKnownIsNull() throws {
        let bare = try MadeUpKernel()
        try bare.remove("proc")
        try bare.remove("sys/devices")
        try bare.addDisk("devices/virtual/block/odd", number: nil)
        try bare.remove("sys/devices/virtual/block/odd/size")
        let full = try MadeUpKernel()
        try full.addMachine()
        try full.addNVMe(0, queues: twoAndTwo)
        let (little, much) = (try object(bare.record("odd")), try object(full.record("nvme0n1")))
        #expect(Set(little.keys) == Set(much.keys))
        for key in ["numa_nodes", "load"] { #expect(little[key] is NSNull, "\(key)") }
        for key in ["kernel", "cpus", "clock", "software", "virtualisation"] {
            let (few, many) = (little[key] as? [String: Any] ?? [:], much[key] as? [String: Any] ?? [:])
            #expect(Set(few.keys) == Set(many.keys), "\(key)")
        }
        let odd = try #require((little["devices"] as? [String: Any])?["odd"] as? [String: Any])
        let drive = try #require((much["devices"] as? [String: Any])?["nvme0n1"] as? [String: Any])
        #expect(Set(odd.keys) == Set(drive.keys))
        for key in [
            "model", "pci", "scheduler", "io_poll", "wbt_microseconds", "size_bytes", "poll_queue_count",
        ] {
            #expect(odd[key] is NSNull, "\(key)")
        }
        for key in ["model", "governor", "boost", "idle", "isolated", "smt_active"] {
            #expect((little["cpus"] as? [String: Any])?[key] is NSNull, "\(key)")
        }
    }

    private func object(_ record: EnvironmentRecord) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(record.json.utf8)) as? [String: Any])
    }

    @Test func jsonCanBeReadBack() throws {
        let kernel = try MadeUpKernel()
        try kernel.addMachine()
        try kernel.addNVMe(0, queues: twoAndTwo)
        let record = kernel.record("nvme0n1")
        #expect(try EnvironmentRecord(json: record.json) == record)
        #expect(record.json == (try EnvironmentRecord(json: record.json)).json)
        let bare = try MadeUpKernel().record()
        #expect(try EnvironmentRecord(json: bare.json) == bare)
    }

    /// Keys that a newer version added or an older one did not know are no fault.
    @Test func keysMayComeAndGo() throws {
        let record = try MadeUpKernel().record()
        let json = record.json.replacing("\"smt\" : null,", with: "").replacing(
            "\"time\"", with: "\"more\": {\"x\": 1}, \"time\"")
        #expect(try EnvironmentRecord(json: json) == record)
    }

    @Test func textNamesWhatJSONNames() throws {
        let kernel = try MadeUpKernel()
        try kernel.addMachine()
        try kernel.addNVMe(0, queues: twoAndTwo)
        let text = kernel.record("nvme0n1").text
        for line in [
            "  governor    performance 0-2, powersave 3", "  nohz_full   none", "      poll",
            "        cpus   2: 0,2, 3: 1,3", "    serial                    -", "    distances  21, 10",
        ] {
            #expect(text.contains("\n\(line)\n"), "\(line) in\n\(text)")
        }
    }

    @Test(
        arguments: [
            ("7f0-7f1 r-xp 0 00:01 9 /usr/lib/x86_64-linux-gnu/liburing.so.2.3", "2.3"),
            ("7f0-7f1 r-xp 0 00:01 9 /opt/liburing.so.2.14.1", "2.14.1"),
            ("7f0-7f1 r-xp 0 00:01 9 /opt/liburing.so.2", nil),
            ("7f0-7f1 r-xp 0 00:01 9 /opt/libc.so.6.2", nil),
        ] as [(String, String?)])
    func libraryVersionsStandInTheirFilesNames(_ line: String, _ version: String?) throws {
        let kernel = try MadeUpKernel()
        try kernel.write("0-1 r 0 0:0 0\n\(line)\n", "proc/self/maps")
        #expect(SoftwareRecord.current(pollbench: "1", commit: nil, in: kernel.files).liburing == version)
    }

    @Test(
        arguments: [("KVMKVMKVM", "KVM"), ("Microsoft Hv", "Hyper-V"), ("NewOne", "NewOne"), ("", nil)]
            as [(String, String?)])
    func hypervisorsAreNamed(_ signature: String, _ name: String?) {
        #expect(HypervisorName.name(of: signature) == name)
    }

    @Test(arguments: ["", "1 2", "nan inf 1", "a b c"])
    func loadsThatAreNoneAreNull(_ text: String) throws {
        let kernel = try MadeUpKernel()
        try kernel.write(text, "proc/loadavg")
        #expect(kernel.record().load == nil)
    }
}
