import BlockLayer

/// A published measurement that the modelled machine is compared with.
public struct ValidationTarget: Sendable {
    /// What the model knows of the measurement.
    public enum Role: String, Sendable {
        /// Its number is a parameter of the machine.
        case parameter
        /// A parameter was fitted to it.
        case fitted
        /// Nothing was fitted to it: it tests the model.
        case independent
    }

    /// A number of the measurement.
    public struct Point: Sendable {
        /// What it is of, as "4 CPUs".
        public let label: String
        public let published: Double
        /// What the model makes of it.
        let modelled: @Sendable (MachineModel) -> Double
    }

    /// A number as published and as modelled.
    public struct Result: Sendable {
        public let target: ValidationTarget
        public let label: String
        public let published: Double
        public let modelled: Double

        /// The model's error, of the published number: 0.1 is a tenth too much.
        public var error: Double { modelled / published - 1 }

        /// Whether the model is as close as it has to be.
        public var isMet: Bool {
            switch target.tolerance {
            case .part(let part): abs(error) <= part
            case .factor(let factor): modelled <= published * factor && modelled >= published / factor
            case .atMost(let bound): modelled <= bound
            }
        }
    }

    /// How close the model has to be.
    public enum Tolerance: Sendable {
        /// Of the published number: 0.2 is a fifth more or less.
        case part(Double)
        case factor(Double)
        /// Of a ratio that has to be small, however small.
        case atMost(Double)

        public var text: String {
            switch self {
            case .part(let part): "\(Int((part * 100).rounded())) %"
            case .factor(let factor): "factor \(Int(factor))"
            case .atMost(let bound): "at most \(bound)"
            }
        }
    }

    /// A short name, as T3.
    public let id: String
    /// What was measured, and in which unit.
    public let what: String
    /// The description of the machine that it was measured on.
    public let machine: String
    public let source: String
    public let role: Role
    public let tolerance: Tolerance
    public let points: [Point]

    /// Runs the model for each point.
    public func results() throws -> [Result] {
        let model = try MachineCatalogue.named(machine).model
        return points.map {
            Result(target: self, label: $0.label, published: $0.published, modelled: $0.modelled(model))
        }
    }

    /// All targets, in the order of their names.
    public static var all: [ValidationTarget] { transfers + contention + locks + storage }
}

extension ValidationTarget {
    /// The first CPUs of a machine: one thread of each core, then the others.
    static func cpus(_ count: Int, of model: MachineModel) -> [Int] {
        let threads = model.coreLevel.map { model.cpusPerGroup(of: $0) } ?? 1
        let cores = model.cpuCount / threads
        return (0..<count).map { $0 % cores * threads + $0 / cores }
    }

    /// Points of a program by the number of its CPUs.
    static func points(
        _ kernel: CoherenceKernel, _ published: [(cpus: Int, value: Double)], rounds: Int = 200,
        outside: Double = 0, pause: Double? = nil, inOrder: Bool = false
    ) -> [Point] {
        published.map { count, value in
            Point(label: "\(count) CPUs", published: value) { original in
                var model = original
                if let pause { model.pauseNanoseconds = pause }
                let places = inOrder ? Array(0..<count) : cpus(count, of: model)
                return kernel.nanoseconds(
                    on: model, cpus: places, rounds: rounds, outside: outside)
            }
        }
    }

    /// Points of a program between two CPUs that are apart at a level.
    static func points(_ kernel: CoherenceKernel, _ published: [(level: String, value: Double)]) -> [Point] {
        published.map { level, value in
            Point(label: level, published: value) { model in
                guard let number = model.levels.firstIndex(where: { $0.name == level }) else { return .nan }
                let other = model.cpusPerGroup(of: number)
                return kernel.nanoseconds(on: model, cpus: [0, other], rounds: 1000)
            }
        }
    }
}
