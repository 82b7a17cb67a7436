@testable import BlockLayer

/// `root-list` with both mistakes of the patch: any poller drops the pin, and an empty list counts as done.
enum PostedRootList: RootListRules {
    static var anyPollerDropsPin: Bool { true }
    static var emptyListIsDone: Bool { true }
}

/// `root-list` with the second mistake alone.
enum RootListDoneWhenEmpty: RootListRules {
    static var anyPollerDropsPin: Bool { false }
    static var emptyListIsDone: Bool { true }
}
