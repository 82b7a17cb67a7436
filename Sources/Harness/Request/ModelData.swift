/// What a model device does with what is written.
public enum ModelData: String, CaseIterable, Sendable {
    case keep, discard
}
