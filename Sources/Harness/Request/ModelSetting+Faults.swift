import BlockLayer

/// What goes wrong with model devices.
extension Setting<ModelRequest> {
    /// The IOs that fail.
    public static var failures: Setting {
        Setting(
            "failures", \.settings.faults.failures,
            help: SettingHelp(
                "IOs of a device's queues that fail: LENGTH in a row of every PERIOD.", "period:length",
                discussion: "For multipath targets: the paths fail.", default: "none"),
            read: FailureSchedule.init(parsing:)
        ) { $0.text }
    }

    /// The IOs that fail with EAGAIN.
    public static var again: Setting {
        Setting(
            "again", \.settings.faults.again,
            help: SettingHelp(
                "IOs that fail with EAGAIN and are submitted again, as --model-failures.", "period:length",
                default: "none"),
            read: FailureSchedule.init(parsing:)
        ) { $0.text }
    }

    /// The IOs whose completion is lost.
    public static var lost: Setting {
        Setting(
            "lost", \.settings.faults.lost,
            help: SettingHelp(
                "IOs whose completion is lost, as --model-failures: they end with ETIMEDOUT, and their completion "
                    + "comes later.", "period:length", default: "none"),
            read: FailureSchedule.init(parsing:)
        ) { $0.text }
    }

    /// The time after which a lost IO times out.
    public static var timeout: Setting {
        Setting(
            "timeout", \.settings.faults.timeoutNanoseconds,
            help: SettingHelp("Time after which a lost IO times out; Linux waits 30 seconds.", "time"),
            read: time(atMost: Bounds.waitNanoseconds, Parse.shortNanoseconds), text: duration)
    }

    /// The interval at which controllers are reset.
    public static var resetEvery: Setting {
        Setting(
            "reset_every", \.settings.resetNanoseconds,
            help: SettingHelp(
                "Reset each controller at this interval: it comes back with another number of queues, at most "
                    + "--poll-queues; 0 for never.", "time"),
            read: time(atMost: Bounds.runNanoseconds), text: duration)
    }
}
