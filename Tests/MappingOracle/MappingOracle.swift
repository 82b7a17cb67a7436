import Glibc
import Tables

/// Compares the mapping of this project with that of the kernel, over block devices whose data is lost.
///
///     mapping-oracle data|tables SEED COUNT SECTORS DEVICE...
///
/// `data`: COUNT random stacks; what one side writes, the other reads. `tables`: COUNT texts; what one side takes, the
/// other takes. SECTORS of each device are used, which must be all of it for `tables`.
@main
struct MappingOracle {
    static func main() {
        let words = CommandLine.arguments.dropFirst()
        let numbers = words.dropFirst().prefix(3).compactMap { UInt64($0) }
        guard let what = words.first, numbers.count == 3, words.count >= 6 else {
            fail("usage: mapping-oracle data|tables SEED COUNT SECTORS DEVICE...")
        }
        let (seed, count, leafSectors) = (numbers[0], Int(numbers[1]), Int(numbers[2]))
        let leaves = Array(words.dropFirst(4))
        do {
            switch what {
            case "data": try checkData(seed, count, leaves, leafSectors)
            case "tables": try checkTables(seed, count, leaves, leafSectors)
            default: fail("\(what) is neither data nor tables")
            }
        } catch {
            fail("seed \(seed): \(error)")
        }
    }

    private static func checkData(_ seed: UInt64, _ count: Int, _ paths: [String], _ leafSectors: Int) throws
    {
        var tables = RandomTables(leaves: paths, leafSectors: leafSectors, seed: seed, hasTimes: true)
        var sectors: UInt64 = 0
        for number in 0..<count {
            let text = tables.next()
            let stack = try Stack(parsing: text)
            let leaves = try paths.map(Device.init)
            var check = DataCheck(
                stack, leaves: leaves, leafSectors: leafSectors, seed: seed &+ UInt64(number) &* 7919)
            do {
                try check.run()
            } catch {
                throw Failure("table \(number): \(error)\(check.settings)\n\(text)")
            }
            sectors += stack.top.lengthSectors
        }
        print("seed \(seed): \(count) tables, \(sectors) sectors, mapped as the kernel does")
    }

    private static func checkTables(_ seed: UInt64, _ count: Int, _ paths: [String], _ leafSectors: Int)
        throws
    {
        var check = TableCheck(leaves: paths, leafSectors: leafSectors, seed: seed)
        var differences = 0
        for _ in 0..<count {
            guard let difference = try check.next() else { continue }
            print(difference)
            differences += 1
        }
        let counts = "\(check.takenByBoth) taken by both, \(check.refusedByBoth) refused by both"
        if differences > 0 {
            fail("seed \(seed): \(differences) of \(count) texts are judged otherwise; \(counts)")
        }
        print("seed \(seed): \(count) texts, \(counts)")
    }

    private static func fail(_ text: String) -> Never {
        print(text)
        exit(1)
    }
}
