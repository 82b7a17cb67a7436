import CPlatform

/// The hypervisor under a virtual machine, by what the CPU says (CPUID leaf 0x40000000 of x86).
enum HypervisorName {
    /// Nil on bare metal, and on architectures whose CPUs do not report it.
    static var ofThisMachine: String? {
        var signature = [CChar](repeating: 0, count: 13)
        guard platform_hypervisor_signature(&signature) else { return nil }
        return name(
            of: String(decoding: signature.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// One that is not listed here speaks for itself.
    static func name(of signature: String) -> String? {
        switch signature {
        case "": nil
        case "KVMKVMKVM": "KVM"
        case "TCGTCGTCGTCG": "QEMU"
        case "Microsoft Hv": "Hyper-V"
        case "VMwareVMware": "VMware"
        case "XenVMMXenVMM": "Xen"
        case "bhyve bhyve ": "bhyve"
        default: signature
        }
    }
}
