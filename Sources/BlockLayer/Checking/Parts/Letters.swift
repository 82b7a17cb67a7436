/// Roots and clones that others leave in the mailbox of the thread that they belong to.
final class Letters: @unchecked Sendable {
    typealias M = SimulatedMachine

    private let mailbox = allocateValue(Mailbox<M>())
    private let bios: UnsafeMutablePointer<Bio<M>>
    private let senders: Int
    private let each: Int
    private var got: [BioPointer<M>] = []

    init(senders: Int, each: Int) {
        self.senders = senders
        self.each = each
        bios = EngineParts.bios(senders * each)
    }

    deinit {
        mailbox.deinitialize(count: 1).deallocate()
        bios.deinitialize(count: senders * each).deallocate()
    }

    func send(_ sender: Int) {
        for place in 0..<each { mailbox.pointee.endedRoots.push(bios + (sender * each + place)) }
    }

    /// Until all have come.
    func collect() {
        while got.count < senders * each {
            var next = mailbox.pointee.endedRoots.takeAll()
            if next == nil { M.spin(0, on: mailbox) }
            while let bio = next {
                next = bio.pointee.next
                got.append(bio)
                if got.count > senders * each { return }
            }
        }
    }

    var fault: String? {
        Set(got).count == senders * each && got.count == senders * each
            ? nil : "\(got.count) came, \(Set(got).count) of them different"
    }
}
