import CPlatform

/// What the C library says of an errno value, and what to do about it where that is the same for everyone.
public func errorText(_ errno: Int32) -> String {
    String(cString: platform_error_text(errno))
}
