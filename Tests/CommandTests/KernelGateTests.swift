import Foundation
import Testing

/// The parts of `Tests/Guest/kernels` that need no guest: command lines, and what the counts of two guests amount to.
@Suite struct KernelGateTests {
    private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Guest/kernels").path

    private func shell(_ script: String) throws -> Command {
        try Command([], by: ["bash", "-c", "cd '\(Self.scripts)' && \(script)", "bash"])
    }

    private static let wrong = [
        ("./gate", "name the kernel"), ("./gate --kernl 6.12", "unknown option --kernl"),
        ("./gate --kernel", "option --kernel needs a value"),
        ("./gate --kernel 6.12 --threshold some", "--threshold some is no percentage"),
        ("./gate --kernel 6.12 --most few", "--most few is no number"), ("./check", "name the kernel"),
        ("./check --kernel 6.12 nonsense", "no check nonsense; there are: "),
        ("./check --base 6.12", "unknown option --base"),
    ]

    @Test(arguments: wrong)
    func aWrongCommandLineIsOneLine(_ command: String, _ reason: String) throws {
        let outcome = try shell(command)
        #expect(outcome.code == 64)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.contains(reason))
    }

    @Test func eachCheckSaysWhatItIsAboutAndWhichGuestItNeeds() throws {
        let outcome = try shell("grep -LE '^# guest: .*--timeout' checks/*")
        #expect(outcome.output == "")
    }

    /// Section 0 is the boot; a short run of 10 IOs and a long one of 110 follow, each with 500 instructions to set up.
    @Test func functionsAreCountedByTheDifferenceOfTwoRuns() throws {
        let outcome = try shell(
            """
            awk -f by-function.awk \
                <(printf '%s\\n' 'ffffffff81000000 setup' 'ffffffff81000100 submit.isra.0' 'ffffffff81000200 reap') \
                <(echo 'cell 10 110') \
                <(printf '%s\\n' '= 0' 'ffffffff81000110 7' '= 1' 'ffffffff81000010 500' 'ffffffff81000110 200' \
                    'ffffffff81000200 10' '= 2' 'ffffffff81000010 500' 'ffffffff81000110 1200' \
                    'ffffffff81000180 1000' 'ffffffff81000200 610' '00000000000000000017 99') | sort
            """)
        #expect(outcome.output == "cell reap 6.00\ncell submit 20.00\n")
    }

    private func report(percent: String) throws -> [Substring] {
        try shell(
            """
            cell=linear/randread-bs4k-iodepth1-numjobs1-interrupt
            awk -v most=2 -v percent=\(percent) -f report.awk <(echo $cell 1000 1010) \
                <(printf "$cell,%s\\n" a,1,2.5 b,30,20 c,0,18.5 d,7,7)
            """
        ).output.split(separator: "\n")
    }

    @Test func theFunctionsThatChangedMostAreListedFirst() throws {
        let lines = try report(percent: "0.2")
        #expect(lines.count == 5)
        #expect(lines[1].hasPrefix("linear depth 1 interrupts"))
        #expect(lines[1].hasSuffix("1000.0       1010.0    +1.00 %"))
        #expect(lines[2].hasSuffix("+18.5  c"))
        #expect(lines[3].hasSuffix("-10.0  b"))
        #expect(lines[4] == "largest change of 1 cells: 1.000 %")
    }

    @Test func belowTheThresholdNoFunctionIsListed() throws {
        #expect(try report(percent: "2").count == 3)
    }
}
