import Testing

@testable import Figures

@Suite struct DesignStyleTests {
    /// Two designs that differ in neither marker nor dashes would be one to those who do not see all colours.
    @Test func knownDesignsAreToldApartWithoutColour() {
        let styles = DesignStyle.names.map { DesignStyle(of: $0) }
        #expect(Set(styles.map { [$0.marker, $0.dash] }).count == styles.count)
        #expect(Set(styles.map { "\($0.colour) \($0.dash)" }).count == styles.count)
    }

    @Test func parametersKeepTheColour() {
        let plain = DesignStyle(of: "task-fifo")
        let sized = ["task-fifo:512", "task-fifo:64"].map { DesignStyle(of: $0) }
        #expect(sized.allSatisfy { $0.colour == plain.colour && $0.dash != plain.dash })
        #expect(sized[0] != sized[1])
    }

    @Test func unknownNamesHaveStylesThatStay() {
        #expect(DesignStyle(of: "mine") == DesignStyle(of: "mine"))
        #expect(DesignStyle(of: "mine") != DesignStyle(of: "yours"))
        #expect(DesignStyle(of: "") == DesignStyle(of: ""))
        for number in 0..<200 {
            let style = DesignStyle(of: "design \(number)")
            #expect((1...15).contains(style.marker) && (3...5).contains(style.dash) && style.symbol != "•")
        }
    }

    @Test func legendsHaveTheCataloguesOrder() {
        let order = DesignStyle.ordered([
            "mine", "interrupt", "task-fifo:64", "task-fifo", "iterate-all", "a",
        ])
        #expect(order == ["iterate-all", "task-fifo:64", "task-fifo", "interrupt", "mine", "a"])
    }
}
