import SwiftSyntax

// Mutants of statements: left out, in another order, loops that end early.
extension SiteFinder {
    func dropStatement(_ item: CodeBlockItemSyntax) {
        guard canBeDropped(item) else { return }
        let number = mutant(.drop, at: item.item, from: text(item.item), to: "")
        wrap(range(item.item), "if !mutantIs(\(number)) { ", " }")
    }

    private func canBeDropped(_ item: CodeBlockItemSyntax) -> Bool {
        switch item.item {
        case .stmt(let statement): return isEarlyExit(statement, of: item)
        case .expr(let expression):
            return acts(expression) && !isValue(item) && !(isInInitializer(item) && assigns(expression))
        case .decl: return false
        }
    }

    /// A `return`, `break` or `continue` that an `if` decides on: what comes after the `if` goes on without it.
    private func isEarlyExit(_ statement: StmtSyntax, of item: CodeBlockItemSyntax) -> Bool {
        guard
            statement.is(ReturnStmtSyntax.self) || statement.is(BreakStmtSyntax.self)
                || statement.is(ContinueStmtSyntax.self)
        else { return false }
        return item.parent?.parent?.parent?.is(IfExprSyntax.self) ?? false
    }

    /// Whether an expression stands for what it does: a call or an assignment.
    private func acts(_ expression: ExprSyntax) -> Bool {
        if let call = expression.as(FunctionCallExprSyntax.self) { return !isUnseen(call) }
        if let tried = expression.as(TryExprSyntax.self) { return acts(tried.expression) }
        guard assigns(expression) else { return false }
        if let infix = expression.as(InfixOperatorExprSyntax.self),
            let call = infix.rightOperand.as(FunctionCallExprSyntax.self),
            infix.leftOperand.is(DiscardAssignmentExprSyntax.self)
        {
            return !isUnseen(call)
        }
        return true
    }

    private func isUnseen(_ call: FunctionCallExprSyntax) -> Bool {
        if let name = call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text {
            return Self.unseenCalls.contains(name)
        }
        guard let member = call.calledExpression.as(MemberAccessExprSyntax.self) else { return false }
        return Self.frees.contains(member.declName.baseName.text) || member.declName.baseName.text == "init"
    }

    private func assigns(_ expression: ExprSyntax) -> Bool {
        guard let infix = expression.as(InfixOperatorExprSyntax.self) else { return false }
        if infix.operator.is(AssignmentExprSyntax.self) { return true }
        return infix.operator.as(BinaryOperatorExprSyntax.self).map { compound($0.operator.text) != nil }
            ?? false
    }

    /// Whether a statement is all of a body, whose value it may be.
    private func isValue(_ item: CodeBlockItemSyntax) -> Bool {
        guard let list = item.parent?.as(CodeBlockItemListSyntax.self), list.count == 1 else { return false }
        if list.parent?.is(ClosureExprSyntax.self) ?? false { return true }
        if list.parent?.is(AccessorBlockSyntax.self) ?? false { return true }
        guard let owner = list.parent?.parent else { return false }
        if let function = owner.as(FunctionDeclSyntax.self) { return function.signature.returnClause != nil }
        return owner.is(AccessorDeclSyntax.self)
            && owner.as(AccessorDeclSyntax.self)?.accessorSpecifier.text == "get"
    }

    /// In an initializer the compiler counts the assignments.
    private func isInInitializer(_ node: some SyntaxProtocol) -> Bool {
        var node = Syntax(node)
        while let parent = node.parent {
            if parent.is(InitializerDeclSyntax.self) { return true }
            if parent.is(FunctionDeclSyntax.self) || parent.is(ClosureExprSyntax.self) { return false }
            node = parent
        }
        return false
    }

    func swapStatements(of list: CodeBlockItemListSyntax) {
        let items = Array(list)
        for (first, second) in zip(items, items.dropFirst()) {
            guard case .expr(let one) = first.item, case .expr(let other) = second.item,
                acts(one), acts(other), !isInInitializer(list), dependOnEachOther(one, other)
            else { continue }
            let before = "\(text(one)); \(text(other))"
            let number = mutant(.swap, at: one, from: before, to: "\(text(other)); \(text(one))")
            wrap(range(one), "if mutantIs(\(number)) { \(text(other)) }\n", "")
            wrap(range(other), "if !mutantIs(\(number)) { ", " }")
        }
    }

    /// Whether one of two statements may change what the other one uses: they name the same thing, and one of them
    /// assigns it or is a call.
    private func dependOnEachOther(_ one: ExprSyntax, _ other: ExprSyntax) -> Bool {
        let names = { (node: ExprSyntax) in
            Set(node.tokens(viewMode: .sourceAccurate).filter(Self.isName).map(\.text)).subtracting(
                Self.commonNames)
        }
        let shared = names(one).intersection(names(other))
        if shared.isEmpty { return false }
        return [one, other].contains { statement in
            guard let infix = statement.as(InfixOperatorExprSyntax.self) else { return true }
            if infix.leftOperand.is(DiscardAssignmentExprSyntax.self) { return true }
            let target = infix.leftOperand.tokens(viewMode: .sourceAccurate).filter(Self.isName).last?.text
            return target.map(shared.contains) ?? false
        }
    }

    private static func isName(_ token: TokenSyntax) -> Bool {
        if case .identifier = token.tokenKind { true } else { false }
    }

    private static let commonNames: Set = [
        "pointee", "value", "counters", "Int", "UInt32", "UInt64", "Self", "truncatingIfNeeded", "settings",
        "stack",
        "M",
    ]

    func endAfterOneTurn(_ body: CodeBlockSyntax) {
        if body.statements.isEmpty { return }
        let loop = body.parent.map { text($0) } ?? ""
        let head = loop.prefix { $0 != "\n" }
        let number = mutant(.once, at: body.rightBrace, from: String(head), to: "\(head) … break }")
        wrap(range(body.rightBrace), "\nif mutantIs(\(number)) { break }\n", "")
    }
}
