import Foundation
import Testing

@testable import Results

/// The answer to "which should I use?", from rates that are known.
@Suite struct AnswerTests {
    /// Rounds of a cell whose rates swing around one.
    private func rounds(
        _ design: String, _ iops: Double, setting: String = "s", valid: Int = 9, of count: Int = 9,
        swing: Double = 0.01, _ change: (inout CellRow) -> Void = { _ in }
    ) -> [CellRow] {
        (1...count).map { round in
            var row = CellRow()
            (row.design, row.cellID, row.round) = (design, "\(setting)/x-\(design)", round)
            (row.stack, row.iodepth, row.numjobs) = (setting, 16, 1)
            row.iops = iops * (1 + swing * (Double(round * 7 % count) / Double(count) - 0.5))
            row.latencyMeanNanoseconds = 16e9 / iops
            row.valid = round <= valid
            if !row.valid { row.invalidReason = "disturbed" }
            change(&row)
            return row
        }
    }

    /// Rates that swing by 2 % around one, in an order of their own.
    private func equals(_ design: String, _ iops: Double, phase: Int, setting: String = "s") -> [CellRow] {
        rounds(design, iops, setting: setting, swing: 0) { row in
            row.iops = iops * (0.98 + 0.02 * Double((row.round + phase) % 3))
        }
    }

    private func recommendation(_ rows: [CellRow]) -> [String] { Answers(rows).recommendation }

    @Test func theGroupThatNothingSeparatesIsNamed() {
        let sentences = recommendation(
            equals("cookie", 1_000_000, phase: 0) + equals("busy-skip", 1_010_000, phase: 1)
                + equals("bio-array", 1_005_000, phase: 1) + equals("root-list", 600_000, phase: 0)
                + equals("interrupt", 240_000, phase: 0))
        #expect(sentences[0].hasPrefix("Use any of "))
        for name in ["busy-skip", "bio-array", "cookie"] { #expect(sentences[0].contains(name)) }
        #expect(
            sentences[0].contains("nothing separates their rates") && sentences[0].contains("of the best."))
        #expect(
            sentences[1].hasPrefix("Avoid root-list (4")
                && sentences[1].contains("% slower) and interrupt (7"))
        #expect(sentences.last?.hasPrefix("What would separate the best: not more rounds") == true)
    }

    /// The fastest has one valid round too few: no slower one may silently be called the fastest.
    @Test func aDesignThatLacksARoundIsNamedBeforeTheOthers() {
        let sentences = recommendation(
            rounds("busy-skip", 3_200_000, valid: 8) + rounds("cookie", 1_460_000)
                + rounds("root-list", 1_000_000))
        #expect(
            sentences[0]
                == "Undecided: busy-skip has the best median, 3.20M IOPS against 1.46M IOPS of cookie, but only 8 of 9 "
                + "of its rounds are valid, and a verdict needs 9.")
        #expect(
            sentences[1].hasPrefix("Of the designs that have them, use cookie: the next, root-list, is 3"))
        #expect(sentences.contains("Left out, as a verdict needs 9 valid rounds: busy-skip (8 of 9)."))
    }

    @Test func aDesignThatIsLeftOutAndBehindChallengesNobody() {
        let sentences = recommendation(
            rounds("busy-skip", 3_200_000) + rounds("cookie", 1_460_000)
                + rounds("root-list", 1_000_000, valid: 8))
        #expect(sentences[0].hasPrefix("Use busy-skip: the next, cookie, is 5"))
        #expect(sentences.contains("Left out, as a verdict needs 9 valid rounds: root-list (8 of 9)."))
        #expect(!sentences.joined().contains("may be as good"))
    }

    @Test func roundsToSpareKeepADesignInTheComparison() {
        let sentences = recommendation(
            rounds("busy-skip", 3_200_000, valid: 10, of: 11) + rounds("cookie", 1_460_000, valid: 11, of: 11)
        )
        #expect(
            sentences == ["Use busy-skip: the next, cookie, is 54 % slower.", "Avoid cookie (54 % slower)."])
    }

    @Test func fewRoundsDecideNothing() {
        let sentences = recommendation(
            rounds("cookie", 1000, valid: 3, of: 3) + rounds("busy-skip", 2000, valid: 3, of: 3))
        #expect(
            sentences[0]
                == "Undecided: a verdict needs 9 valid rounds of two designs, and none has more than 3. "
                + "The best median is that of busy-skip, 2.00k IOPS.")
    }

    @Test func roundsOfWhichNoneIsValidHaveNoBest() {
        let sentences = recommendation(rounds("cookie", 1000, valid: 0) + rounds("busy-skip", 800, valid: 0))
        #expect(
            sentences[0] == "Undecided: a verdict needs 9 valid rounds of two designs, and no round is valid."
        )
    }

    /// The terminal's last lines and a mail's first ones.
    @Test func theAnswerIsPartOfWhatIsPrinted() {
        let rows = rounds("cookie", 1000) + rounds("busy-skip", 800) + rounds("root-list", 1, valid: 8)
        let text = OutputFormat.text.text(of: rows, bars: BarStyle(columns: 60))
        #expect(
            text.contains(
                "\nUse cookie: the next, busy-skip, is 20 % slower.\nAvoid busy-skip (20 % slower).\n"))
        let answer = text[(text.range(of: "Use cookie")?.lowerBound ?? text.startIndex)...]
        #expect(answer.split(separator: "\n").allSatisfy { $0.count <= 60 })
        #expect(OutputFormat.markdown.text(of: rows).hasPrefix("- Use cookie: "))
    }

    @Test func aSettingWithoutEnoughRoundsIsNamed() {
        let sentences = recommendation(
            rounds("cookie", 1000, setting: "a") + rounds("busy-skip", 800, setting: "a")
                + rounds("cookie", 900, setting: "b", valid: 2)
                + rounds("busy-skip", 1000, setting: "b", valid: 2))
        #expect(sentences[0] == "Use cookie in a: the next, busy-skip, is 20 % slower.")
        #expect(sentences[1] == "No verdict in 1 of 2 settings, for lack of valid rounds: b.")
    }

    @Test func oneDesignBesideOtherWorkIsNoAnswer() {
        let rows =
            rounds("cookie", 1_600_000)
            + rounds("sync-submit", 100_000) { $0.latencyMeanNanoseconds = 10_000 }
        #expect(
            recommendation(rows) == [
                "Not compared, as it is other work: sync-submit kept 1 IO in flight of the 16 that were asked for."
            ])
    }

    @Test func oneDesignIsNoAnswer() {
        #expect(recommendation(rounds("cookie", 1000)).isEmpty)
        #expect(recommendation([]).isEmpty)
    }

    /// One IO in flight has the shortest lag and says nothing about sixteen.
    @Test func otherWorkIsNotCompared() {
        let rows =
            rounds("cookie", 1_600_000) { $0.lagP99Nanoseconds = 900 }
            + rounds("busy-skip", 1_200_000) { $0.lagP99Nanoseconds = 950 }
            + rounds("sync-submit", 100_000) { row in
                row.latencyMeanNanoseconds = 10_000
                row.lagP99Nanoseconds = 200
            }
        let answers = Answers(rows)
        #expect(
            answers.recommendation.contains(
                "Not compared, as it is other work: sync-submit kept 1 IO in flight of the 16 that were asked for."
            ))
        #expect(!answers.recommendation[1].contains("sync-submit"))
        #expect(!answers.others.joined().contains("sync-submit"))
    }

    /// 50 ns are less than a turn of the loop that looks.
    @Test func leadsInLagHaveANoiseFloor() {
        func lag(_ other: UInt64) -> String {
            Answers(
                rounds("cookie", 1000, swing: 0) { $0.lagP99Nanoseconds = 400 }
                    + rounds("busy-skip", 1000, swing: 0) { $0.lagP99Nanoseconds = other }
            ).others.joined()
        }
        #expect(lag(440).contains("nothing separates cookie and busy-skip (0.400 to 0.440 µs)"))
        #expect(lag(600).contains("cookie has the shortest"))
    }

    /// What rounds of one cell differ by is no difference between cells.
    @Test func leadsInLagLieBeyondTheNoiseOfRounds() {
        func rows(_ design: String, _ lag: UInt64) -> [CellRow] {
            rounds(design, 1000, swing: 0) { row in
                row.lagP99Nanoseconds = row.round.isMultiple(of: 2) ? lag : lag * 13 / 10
            }
        }
        let sentence = Answers(rows("cookie", 1000) + rows("busy-skip", 1200)).others.joined()
        #expect(sentence.contains("nothing separates"))
    }

    @Test func overSettingsTheAnswerHoldsInAll() {
        let rows =
            ["a", "b"].flatMap { setting in
                equals("cookie", 1_000_000, phase: 0, setting: setting)
                    + equals("hand-back", 1_005_000, phase: 1, setting: setting)
                    + equals("root-list", setting == "a" ? 1_000_000 : 500_000, phase: 1, setting: setting)
            }
        let sentences = recommendation(rows)
        #expect(sentences[0].hasPrefix("Use any of "))
        #expect(sentences[0].contains("in both settings") && !sentences[0].contains("root-list"))
        #expect(sentences[1].hasPrefix("Avoid root-list (") && sentences[1].hasSuffix("% slower in b)."))
    }

    @Test func withoutALeaderInAllSettingsTheClosestIsNamed() {
        let rows =
            rounds("cookie", 1000, setting: "a") + rounds("busy-skip", 800, setting: "a")
            + rounds("cookie", 900, setting: "b") + rounds("busy-skip", 1000, setting: "b")
        #expect(
            recommendation(rows)[0]
                == "No design is among the fastest in both settings; cookie comes closest, at most 10 % slower (b)."
        )
    }

    /// A difference beyond the noise that so few rounds do not show.
    @Test func moreRoundsAreCounted() throws {
        let rows =
            rounds("cookie", 1_000_000, swing: 0) { $0.iops = 1_000_000 * ($0.round > 3 ? 1 : 0.85) }
            + rounds("busy-skip", 940_000, swing: 0)
        let ranking = try #require(Answers(rows).machines[0].rate.rankings.first)
        #expect(ranking.leading.count == 2 && ranking.noise == 0)
        let needed = try #require(ranking.roundsToSeparate(["cookie", "busy-skip"])).rounds
        #expect(needed > 9)
        #expect(
            recommendation(rows).last?.contains(
                "about \(needed) valid rounds, which would separate cookie from busy-skip") == true)
    }
}
