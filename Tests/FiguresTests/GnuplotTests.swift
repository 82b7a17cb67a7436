import Foundation
import Testing

@testable import Figures

@Suite struct GnuplotTests {
    @Test func withoutGnuplotItSaysHowToGetIt() throws {
        try withFolder { folder in
            let error = #expect(throws: FiguresError.self) {
                try Gnuplot(searchPath: folder + ":/nonexistent")
            }
            #expect(error == .noGnuplot)
            #expect(error?.description.contains("apt-get install gnuplot-nox") == true)
        }
    }

    @Test(arguments: [
        ("gnuplot 5.4 patchlevel 4", true), ("gnuplot 5.2 patchlevel 8", false), ("gnuplot 6.0", true),
        ("gnuplot 4.6 patchlevel 6", false), ("gnuplot 5.10 patchlevel 0", true), ("", false),
        ("what?", false),
    ])
    func oldOnesAreRefused(version: String, isRecent: Bool) {
        #expect(Gnuplot.isRecent(version) == isRecent)
    }

    @Test(.enabled(if: hasGnuplot)) func whatIsWrongWithAScriptIsTold() throws {
        try withFolder { folder in
            try "set nonsense 1\n".write(toFile: folder + "/bad.gp", atomically: false, encoding: .utf8)
            let error = #expect(throws: FiguresError.self) { try Gnuplot().run(["bad.gp"], in: folder) }
            #expect(error?.description.contains("\"bad.gp\" line 1") == true)
        }
    }
}
