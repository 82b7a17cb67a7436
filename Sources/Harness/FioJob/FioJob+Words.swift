extension FioJob {
    /// An error of the job's planning in the words of its file, with file, line and job: the user gave no options for
    /// it.
    public func explained(_ error: HarnessError) -> HarnessError {
        error.map { message in
            let option = message.subjects.lazy.compactMap(option).first
            let text = rest(of: message, after: option).text(in: vocabulary)
            return
                "\(option?.subject ?? "\(section.place): [\(section.name)]")\(option == nil ? " " : ": ")\(text)"
        }
    }

    /// fio's names where the job file decides, else those of the command line.
    private var vocabulary: Vocabulary {
        Vocabulary { names, value in
            guard let name = name(of: names) else { return Vocabulary.flags.word(names, value) }
            return name + (value.map { "=" + names.fioValue($0) } ?? "")
        }
    }

    /// fio's name for a setting; nil if the command line gave it, or fio has nothing like it.
    private func name(of names: SettingNames) -> String? {
        guard let first = names.fio.first, !overridden.contains(first) else { return nil }
        return names.fio.first { section[$0] != nil } ?? first
    }

    /// The option of the job that says a setting; nil if none does.
    private func option(_ names: SettingNames) -> FioOption? { name(of: names).flatMap { section[$0] } }

    /// The message without the option at its beginning, which stands before it already, as it is written.
    private func rest(of message: Message, after option: FioOption?) -> Message {
        guard let option, case .setting(let names, .some)? = message.parts.first,
            names.fio.contains(option.name),
            message.parts.count > 1, case .text(let text) = message.parts[1], text.hasPrefix(": ")
        else { return message }
        return Message([.text(String(text.dropFirst(2)))] + message.parts.dropFirst(2))
    }
}

extension FioJob {
    /// What to do about an option of fio's that stands on the command line; nil if fio has none of that name.
    public static func advice(onOption name: String) -> String? {
        switch name {
        case "hipri": "--completion polled, which is the default"
        case "time_based": "runs always end by time, --runtime: leave it out"
        case "randseed": "--random-seed"
        case "name": "results are named after the cell: leave it out"
        case "ioengine": "pollbench runs all IO by io_uring: leave it out"
        case "output", "output_format": "--format fio-json prints fio's json+ on stdout"
        default: FioOptionTable.advice(on: name)
        }
    }
}
