/// Messages that name flags, in the words of a matrix.
public enum MatrixWords {
    /// `--iodepth-batch-submit 8` becomes `batch_submit 8`.
    public static func text(_ message: String) -> String {
        message.replacing(/--([a-z][a-z-]*)/) { match in
            Axis.all.first { $0.flag == match.0 }?.key ?? String(match.1.replacing("-", with: "_"))
        }
    }
}
