import Foundation
import Results

/// A program that does what a gate asks of a build, with rows that are made up.
struct FakeBuild {
    let path: String

    /// - Parameters:
    ///   - home: where it stands; it writes down in `asked` what it was asked, and in `order` which rounds it did.
    ///   - nanoseconds: the latency of its rounds, about.
    ///   - errors: IOs that fail in each round.
    ///   - extra: shell lines that run first; `dry` is set where it is only asked about the matrix.
    init(_ name: String, in home: URL, nanoseconds: Int = 10_000, errors: UInt64 = 0, extra: String = "")
        throws
    {
        let lines = CellsCSV.text(of: [Self.row(name, errors)])
        let header = CellsCSV.text(of: [])
        try Data(lines.dropFirst(header.count).utf8).write(to: home.appending(path: name + ".row"))
        try Data(header.utf8).write(to: home.appending(path: "header"))
        let file = home.appending(path: name)
        try Data(Self.script(name, home.path, nanoseconds, errors, extra).utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        path = file.path
    }

    private static func row(_ name: String, _ errors: UInt64) -> CellRow {
        var row = CellRow()
        (row.runID, row.cellID, row.round, row.errors) = ("\(name)-RUN", "cell", 987_654, errors)
        row.latencyP50Nanoseconds = 123_456
        return row
    }

    private static func script(
        _ name: String, _ home: String, _ nanoseconds: Int, _ errors: UInt64, _ extra: String
    ) -> String {
        """
        #!/bin/sh
        echo "$*" >>'\(home)/asked'
        dry=
        while [ $# -gt 0 ]; do
            case $1 in
            --round) round=$2 ;;
            --out) out=$2 ;;
            --dry-run) dry=yes ;;
            esac
            shift
        done
        \(extra)
        [ -z "$dry" ] || exit 0
        mkdir -p "$out"
        cp '\(home)/header' "$out/cells.csv"
        echo '{"schema_version": 1, "kernel": {"release": "'"${kernel:-6.1}"'"}}' >"$out/environment.json"
        echo run_id,cell_id,round,metric,value_ns,count >"$out/histograms.csv"
        sed -e "s/987654/$round/; s/RUN/$round-$$/; s/123456/$((\(nanoseconds) + round * 7 % 12))/" \\
            -e "s/1970-01-01T00:00:00.000Z/$(date -u +%FT%T.%3NZ)/" '\(home)/\(name).row' >>"$out/cells.csv"
        echo "\(name) $round" >>'\(home)/order'
        exit \(errors > 0 ? 1 : 0)

        """
    }
}
