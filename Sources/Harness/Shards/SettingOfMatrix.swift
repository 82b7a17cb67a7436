import BlockLayer

/// A stack and a cell of a matrix with all runs that are compared there. It follows from the text of the matrix alone,
/// so that it is the same on every host.
struct SettingOfMatrix {
    /// The place of the stack among those of the matrix.
    let stack: Int
    let cell: CellSettings
    /// The number of designs that run here.
    fileprivate(set) var designs = 0
    /// What a round of all of them takes.
    fileprivate(set) var nanoseconds: UInt64 = 0

    /// What the setting costs its host in a round. What is modelled takes the longer the more jobs there are.
    var weight: UInt64 {
        cell.machine == nil ? nanoseconds : nanoseconds.multipliedSaturated(by: UInt64(cell.jobs))
    }
}

/// The settings of a matrix, and which of them each run belongs to.
struct SettingsOfMatrix {
    /// A design in a cell, as far as the cell counts for it. Cells in which nothing differs that counts are one run.
    private struct Run: Hashable {
        let stack: Int
        let design: String
        let cell: CellSettings
    }

    /// In the order of the matrix; some design runs in each.
    private(set) var settings: [SettingOfMatrix] = []
    private var homes: [Run: Int] = [:]

    /// - Parameter requests: the stacks of a matrix.
    /// - Throws: `usage` as planning does, as far as that needs no look at a device.
    init(_ requests: [RunRequest]) throws(HarnessError) {
        var all: [SettingOfMatrix] = []
        for (stack, request) in requests.enumerated() {
            let work: RequestedWork
            do {
                work = try RequestedWork(request)
            } catch {
                throw error.at(request.place)
            }
            for cell in work.cells {
                for design in work.designs where request.isWanted(cell, design.card.name) {
                    let run = Self.run(stack, design, cell, request)
                    if homes[run].map({ Self.fits(cell, better: all[$0].cell) }) ?? true {
                        homes[run] = all.count
                    }
                }
                all.append(SettingOfMatrix(stack: stack, cell: cell))
            }
        }
        count(requests, among: all)
    }

    /// Counts the runs of each setting, and leaves out those that have none.
    private mutating func count(_ requests: [RunRequest], among all: [SettingOfMatrix]) {
        var all = all
        for (run, place) in homes {
            let (request, machine) = (requests[run.stack], run.cell.machine)
            let nanoseconds = request.rampNanoseconds(on: machine) + request.runtimeNanoseconds(on: machine)
            all[place].designs += 1
            all[place].nanoseconds = all[place].nanoseconds.addingSaturated(nanoseconds)
        }
        let used = all.indices.filter { all[$0].designs > 0 }
        let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
        settings = used.map { all[$0] }
        homes = homes.compactMapValues { places[$0] }
    }

    /// The place of the setting that a run belongs to.
    func place(_ stack: Int, _ design: CatalogueDesign, _ cell: CellSettings, _ request: RunRequest) -> Int? {
        homes[Self.run(stack, design, cell, request)]
    }

    private static func run(
        _ stack: Int, _ design: CatalogueDesign, _ cell: CellSettings, _ request: RunRequest
    ) -> Run {
        let areModels = request.source.leafReferences.allSatisfy(\.isModel)
        return Run(
            stack: stack, design: design.card.name, cell: cell.reduced(for: design, areModels: areModels))
    }

    /// Whether a run that has queues of its own in any cell is compared in one cell rather than in another: results
    /// compare it where each job has a queue.
    private static func fits(_ cell: CellSettings, better other: CellSettings) -> Bool {
        func rank(_ cell: CellSettings) -> Int {
            cell.sharing == .exclusive ? 2 : cell.queues == cell.jobs ? 1 : 0
        }
        return rank(cell) > rank(other)
    }
}
