/// The unit of all sector numbers and counts, in bytes.
public let sectorBytes = 512
