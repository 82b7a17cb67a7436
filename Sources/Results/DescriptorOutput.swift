import Foundation

/// Writing by the plain system call, whose errno says why it failed.
public enum DescriptorOutput {
    /// Writes all of the bytes; waits where the other side is slow, also if the descriptor does not block.
    ///
    /// - Returns: 0, or the errno value of the write that failed.
    public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
