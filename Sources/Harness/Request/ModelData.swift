/// The treatment of written data by a model device.
public enum ModelData: String, CaseIterable, Sendable {
    case keep, discard
}
