/// Bytes in a sector, the unit in which Linux's block layer and its tables count, whatever block size
/// the device has.
public let sectorBytes: UInt64 = 512
