import Testing

/// `pollbench check` as its user meets it.
@Suite struct CheckTests {
    @Test func tellsWhatItLookedAt() throws {
        let command = try Command([
            "check", "--design", "child-counter", "--preemptions", "0", "--schedules", "5", "--ios", "2",
        ])
        #expect(command.code == 0 && command.errors == "")
        let lines = command.output.split(separator: "\n")
        #expect(lines.count == 8 && lines[0].contains("schedules"))
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

    /// Stacks that runs take, and that once were too much for the checker or told as faults.
    static let tables = [
        (
            "iterate-all",
            "0 2048 multipath 3 queue_if_no_path reinstate_after_us 500 0 1 1 round-robin 0 2 1 model:0 1 model:1 1"
        ),
        ("cookie", "0 2048 multipath 0 0 1 1 round-robin 0 2 1 model:0 1 model:1 1"),
        ("dm-io-list", "lo,,,rw,0 128 striped 2 4 model:0 0 model:1 0;top,,,rw,0 128 remap lo 0"),
        ("queue-bitmap", "0 7 linear model:0 0"), ("busy-skip", "0 1 zero"),
        (
            "sync-submit",
            "lo,,,rw,0 100 linear model:0 0,100 5 error,105 7 zero,112 400 remap model:0 200;"
                + "top,,,rw,0 1024 striped 2 4 lo 0 model:1 0"
        ),
        (
            "bio-array",
            "a,,,rw,0 512 linear model:0 0;b,,,rw,0 512 linear a 0;c,,,rw,0 1022 striped 2 7 b 0 model:1 0;"
                + "d,,,rw,0 900 linear c 3;e,,,rw,0 900 linear d 0"
        ),
        ("hand-back", "0 64 delay model:0 0 60000 model:1 0 45000"),
        ("task-groups", "0 64 flakey model:0 0 30 3600 1 error_reads"),
    ]

    @Test(arguments: tables)
    func takesEachTableThatARunTakes(design: String, table: String) throws {
        let command = try Command([
            "check", "--design", design, "--preemptions", "0", "--schedules", "60", "--table", table,
        ])
        #expect(command.code == 0, "\(command.output)\(command.errors)")
    }

    /// As deep as designs go down by recursion.
    @Test(arguments: ["bio-array", "dm-io-list", "iterate-all"])
    func takesThousandsOfLevels(design: String) throws {
        var table = "d0,,,rw,0 64 linear model:0 0"
        for level in 1..<3000 { table += ";d\(level),,,rw,0 64 linear d\(level - 1) 0" }
        let command = try Command([
            "check", "--design", design, "--preemptions", "0", "--schedules", "1", "--threads", "1", "--ios",
            "1",
            "--jobs", "1", "--table", table,
        ])
        #expect(command.code == 0, "\(command.output.prefix(2000))\(command.errors)")
    }

    @Test func runsDesignsWithLittleRoom() throws {
        for design in ["task-groups-of-1", "task-fifo:1"] {
            let command = try Command([
                "check", "--design", design, "--preemptions", "0", "--schedules", "5", "--ios", "2",
            ])
            #expect(command.code == 0 && command.output.contains(design), "\(command.errors)")
        }
    }

    /// Whatever the bound, a check ends well or says in a line why not: it never traps.
    @Test func anyBoundOfMemoryIsAnAnswer() throws {
        var codes: Set<Int32> = []
        for megabytes in [200, 400, 500, 700, 1200, 3000] {
            let command = try Command(
                [
                    "check", "--design", "bio-array", "--preemptions", "0", "--schedules", "5", "--jobs", "8",
                    "--memory", "weak",
                ], by: ["prlimit", "--as=\(megabytes << 20)"])
            codes.insert(command.code)
            #expect([0, 64].contains(command.code), "\(megabytes) MB: \(command.code) \(command.errors)")
            let isTold = command.errors.contains("the check does not fit into memory: it needs")
            #expect(isTold == (command.code == 64) && command.errorLines.count <= 1, "\(command.errors)")
        }
        #expect(codes == [0, 64])
    }

    @Test(arguments: [
        ["--design", "bio-arry"], ["--design", "kernel"], ["--threads", "0"], ["--threads", "9"],
        ["--ios", "-1"], ["--replay", "x/1/none", "--design", "cookie"], ["--replay", "1"],
        ["--replay", "random/1/5:1,4:0", "--design", "cookie"], ["--stack", "a"], ["--budget", "soon"],
        ["--preemptions", "9"], ["--jobs", "0"], ["--filename", "model:0"],
        ["--table", "0 64 linear /dev/null 0"],
        [
            "--table",
            "e,,,rw,0 64 error;m,,,rw,0 64 multipath 3 queue_if_no_path reinstate_after_us 5 0 1 1 "
                + "round-robin 0 1 1 e 1",
        ],
    ])
    func refusesWhatCannotBe(flags: [String]) throws {
        let command = try Command(["check", "--schedules", "1"] + flags)
        #expect(command.code == 64, "\(flags)")
        #expect(command.output == "" && command.errorLines.count >= 1, "\(flags): \(command.errors)")
    }
}
