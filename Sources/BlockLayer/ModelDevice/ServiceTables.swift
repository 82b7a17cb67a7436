import Glibc

/// The tables of all service times that were asked for, each made once: a matrix runs hundreds of cells over the same
/// devices, and to fill a table takes longer than all else that sets up a run.
///
/// Control plane, any thread. Behind a mutex of pthreads: that of Synchronization is out of ThreadSanitizer's sight.
final class ServiceTables: @unchecked Sendable {
    private struct Key: Hashable {
        let service: ServiceTime
        let rate: TickRate
    }

    static let shared = ServiceTables()

    private let lock: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private var tables: [Key: ServiceTable] = [:]

    private init() {
        pthread_mutex_init(lock, nil)
    }

    func table(of service: ServiceTime, rate: TickRate) -> ServiceTable {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        let key = Key(service: service, rate: rate)
        if let table = tables[key] { return table }
        let table = ServiceTable(service, rate: rate)
        tables[key] = table
        return table
    }
}
