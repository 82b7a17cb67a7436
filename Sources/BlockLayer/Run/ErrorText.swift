import Glibc

/// What the C library says of an errno value.
public func errorText(_ errno: Int32) -> String {
    guard let text = strerror(errno) else { return "error \(errno)" }
    return String(cString: text)
}
