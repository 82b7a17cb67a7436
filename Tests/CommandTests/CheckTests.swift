import Testing

/// `pollbench check` as its user meets it.
@Suite struct CheckTests {
    @Test func tellsWhatItLookedAt() throws {
        let command = try Command([
            "check", "--design", "child-counter", "--preemptions", "0", "--schedules", "5", "--ios", "2",
        ])
        #expect(command.code == 0 && command.errors == "")
        let lines = command.output.split(separator: "\n")
        #expect(lines.count == 6 && lines[0].contains("schedules"))
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("child-counter") && $0.hasSuffix("ok, all") })
    }

    @Test func showsAScheduleWithItsPlacesInTheSource() throws {
        let command = try Command([
            "check", "--design", "root-list", "--replay", "two-queues/1/10:1",
        ])
        #expect(command.code == 0)
        #expect(command.output.contains("root 0/0 has ended"))
        #expect(command.output.contains("thread 1"))
        #expect(command.output.hasSuffix("=> no fault\n"))
    }

    @Test func takesAStack() throws {
        let table = "0 64 mirror core 1 16 2 model:0 0 model:1 0"
        let command = try Command([
            "check", "--design", "bio-array", "--preemptions", "0", "--schedules", "3", "--table", table,
        ])
        #expect(command.code == 0, "\(command.errors)")
    }

    @Test(arguments: [
        ["--design", "bio-arry"], ["--design", "kernel"], ["--threads", "0"], ["--threads", "9"],
        ["--ios", "-1"], ["--replay", "x/1/none", "--design", "cookie"], ["--replay", "1"],
        ["--replay", "random/1/5:1,4:0", "--design", "cookie"], ["--stack", "a"], ["--budget", "soon"],
        ["--preemptions", "9"], ["--jobs", "0"], ["--filename", "model:0"],
        ["--table", "0 64 linear /dev/null 0"],
    ])
    func refusesWhatCannotBe(flags: [String]) throws {
        let command = try Command(["check", "--schedules", "1"] + flags)
        #expect(command.code == 64, "\(flags)")
        #expect(command.output == "" && command.errorLines.count >= 1, "\(flags): \(command.errors)")
    }
}
