/// The forms that a comparison can be printed in: the values of `--format`.
public enum ComparisonFormat: String, CaseIterable, Sendable {
    /// A table for people.
    case text
    /// For the summary of a job.
    case markdown
    /// All numbers, names and units as in `cells.csv`.
    case json
    /// JUnit's XML: a test for each cell and metric.
    case junit
    /// Bencher's metric format, of the candidate.
    case bencher
    /// Annotations of GitHub Actions.
    case github

    /// The comparison in this form, with the last newline.
    public func text(of comparison: Comparison) -> String {
        switch self {
        case .text: ComparisonTable.text(of: comparison)
        case .markdown: ComparisonTable.markdown(of: comparison)
        case .json: ComparisonJSON.text(of: comparison)
        case .junit: JUnitReport.text(of: comparison)
        case .bencher: BencherReport.text(of: comparison)
        case .github: GitHubAnnotations.text(of: comparison)
        }
    }
}
