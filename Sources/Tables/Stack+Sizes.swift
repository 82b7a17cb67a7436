extension Stack {
    /// Checks that every leg is as large as its target needs. `sizesSectors` gives the size of a real device,
    /// nil if it is missing; mapped devices have the sizes of their tables. A mirror's log is not looked at.
    /// Throws for the first leg of the text that is too small or missing.
    public func check(sizesSectors: (DeviceReference) -> UInt64?) throws(TableError) {
        let mappedSizes = Dictionary(uniqueKeysWithValues: devices.map { ($0.name, $0.lengthSectors) })
        for device in devices {
            for target in device.targets {
                let needed = target.kind.legSectors(lengthSectors: target.lengthSectors)
                for leg in target.kind.legs {
                    let mappedSize = leg.device.mappedName.flatMap { mappedSizes[$0] }
                    let size = mappedSize ?? sizesSectors(leg.device)
                    try check(leg, of: device, needsSectors: needed, sizeSectors: size)
                }
            }
        }
    }

    private func check(
        _ leg: TableLeg, of device: MappedDevice, needsSectors: UInt64, sizeSectors: UInt64?
    ) throws(TableError) {
        let name = leg.device.description.quoted
        guard let sizeSectors else {
            throw TableError(source: source, fault: TableFault(leg.position, "no device \(name)"))
        }
        let endSectors = leg.offsetSectors + needsSectors
        guard endSectors <= sizeSectors else {
            let message =
                "\(name) is too small: \(device.name.quoted) needs \(endSectors) sectors of it"
                + " (\(needsSectors) from \(leg.offsetSectors) on), it has \(sizeSectors)"
            throw TableError(source: source, fault: TableFault(leg.position, message))
        }
    }
}
