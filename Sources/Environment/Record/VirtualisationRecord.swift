import BlockDevices
import Placement

/// Whether the machine is a virtual one.
public struct VirtualisationRecord: Codable, Hashable, Sendable {
    /// Nil if it is not known.
    @Nullable public var isVirtual: Bool?
    @Nullable public var hypervisor: String?
    /// What the firmware calls the machine: maker and product.
    @Nullable public var machine: String?

    init(hypervisor: String?, in files: KernelFiles) {
        let told = hypervisor ?? files.sys.line("hypervisor/type")
        self.hypervisor = told
        isVirtual = told != nil ? true : CPUInfo(in: files).flags?.contains("hypervisor")
        let names = ["sys_vendor", "product_name"].compactMap {
            files.sys.line("class/dmi/id/\($0)")?.trimmed
        }
        machine = names.isEmpty ? nil : names.joined(separator: " ")
    }
}
