import SwiftSyntax

// Mutants of expressions: conditions, operators, constants, accesses to shared words.
extension SiteFinder {
    func mutateCondition(_ element: ConditionElementSyntax) {
        switch element.condition {
        case .expression(let expression): negate(expression)
        case .optionalBinding, .matchingPattern:
            let before = text(element.condition)
            let number = mutant(.unbind, at: element, from: before, to: "false, \(before)")
            wrap(range(element.condition), "!mutantIs(\(number)), ", "")
        case .availability: break
        }
    }

    /// A value that is true or false. An operator that says so itself is negated where it stands.
    func negate(_ expression: ExprSyntax) {
        if let infix = expression.as(InfixOperatorExprSyntax.self), isComparison(infix) { return }
        if expression.is(PrefixOperatorExprSyntax.self) && isNegated(expression) { return }
        if expression.is(BooleanLiteralExprSyntax.self) { return }
        let number = mutant(.negate, at: expression, from: text(expression), to: "!(\(text(expression)))")
        wrap(range(expression), "((", ") != mutantIs(\(number)))")
    }

    /// Whether a mutant that negates it is there already.
    private func isNegated(_ expression: ExprSyntax) -> Bool {
        mutants.last?.kind == .negate && mutants.last?.before == onOneLine(text(expression))
    }

    private func isComparison(_ infix: InfixOperatorExprSyntax) -> Bool {
        guard let name = infix.operator.as(BinaryOperatorExprSyntax.self)?.operator.text else { return false }
        return ["<", "<=", ">", ">=", "==", "!="].contains(name)
    }

    func mutateInfix(_ infix: InfixOperatorExprSyntax) {
        guard let token = infix.operator.as(BinaryOperatorExprSyntax.self)?.operator else { return }
        let name = token.text
        if isComparison(infix) {
            let number = mutant(.negate, at: infix, from: text(infix), to: "!(\(text(infix)))")
            wrap(range(infix), "((", ") != mutantIs(\(number)))")
        }
        if name == "&&" || name == "||" { return leaveOutOperands(of: infix, name) }
        if name == "..<" || name == "..." { return shorten(infix, name) }
        if let opposite = compound(name) { return replaceCompound(infix, name, opposite) }
        guard let (kind, opposite, function) = Self.opposites[name] else { return }
        let after = "\(text(infix.leftOperand)) \(opposite) \(text(infix.rightOperand))"
        let number = mutant(kind, at: infix, from: text(infix), to: after)
        wrap(range(infix), "\(function)(\(number), ", ")")
        replace(token, by: ",")
    }

    private static let opposites: [String: (MutationOperator, String, String)] = [
        "<": (.boundary, "<=", "mutatedLess"), "<=": (.boundary, "<", "mutatedLessOrEqual"),
        ">": (.boundary, ">=", "mutatedGreater"), ">=": (.boundary, ">", "mutatedGreaterOrEqual"),
        "+": (.arithmetic, "-", "mutatedPlus"), "-": (.arithmetic, "+", "mutatedMinus"),
        "&+": (.arithmetic, "&-", "mutatedWrappingPlus"), "&-": (.arithmetic, "&+", "mutatedWrappingMinus"),
        "*": (.arithmetic, "+", "mutatedTimes"), "&*": (.arithmetic, "&+", "mutatedWrappingTimes"),
        "/": (.arithmetic, "*", "mutatedDivided"), "%": (.arithmetic, "/", "mutatedRemainder"),
        "<<": (.arithmetic, ">>", "mutatedShiftLeft"), ">>": (.arithmetic, "<<", "mutatedShiftRight"),
        "&<<": (.arithmetic, ">>", "mutatedShiftLeft"), "&>>": (.arithmetic, "<<", "mutatedShiftRight"),
        "&": (.arithmetic, "|", "mutatedAnd"), "|": (.arithmetic, "&", "mutatedOr"),
        "^": (.arithmetic, "|", "mutatedExclusiveOr"),
    ]

    /// The operator for a compound assignment's; nil for others.
    func compound(_ name: String) -> String? {
        [
            "+=": "-=", "-=": "+=", "&+=": "&-=", "&-=": "&+=", "*=": "+=", "|=": "&=", "&=": "|=",
            "<<=": ">>=", ">>=": "<<=",
        ][name]
    }

    private func replaceCompound(_ infix: InfixOperatorExprSyntax, _ name: String, _ opposite: String) {
        guard infix.parent?.is(CodeBlockItemSyntax.self) ?? false else { return }
        let after = "\(text(infix.leftOperand)) \(opposite) \(text(infix.rightOperand))"
        let number = mutant(.arithmetic, at: infix, from: text(infix), to: after)
        wrap(range(infix), "if mutantIs(\(number)) { \(after) } else { ", " }")
    }

    private func leaveOutOperands(of infix: InfixOperatorExprSyntax, _ name: String) {
        let operands = [infix.leftOperand, infix.rightOperand]
        for (place, operand) in operands.enumerated() {
            let number = mutant(.operand, at: operand, from: text(infix), to: text(operands[1 - place]))
            if name == "&&" {
                wrap(range(operand), "((", ") || mutantIs(\(number)))")
            } else {
                wrap(range(operand), "((", ") && !mutantIs(\(number)))")
            }
        }
    }

    /// Literal ends are mutated as constants.
    private func shorten(_ infix: InfixOperatorExprSyntax, _ name: String) {
        let end = infix.rightOperand
        if end.is(IntegerLiteralExprSyntax.self) { return }
        let after = "\(text(infix.leftOperand))\(name)\(text(end)) - 1"
        let number = mutant(.range, at: infix, from: text(infix), to: after)
        wrap(range(end), "mutatedEnd(\(number), ", ")")
    }

    func mutateInteger(_ literal: IntegerLiteralExprSyntax) {
        let before = text(literal)
        var numbers = [mutant(.constant, at: literal, from: before, to: "\(before) + 1")]
        wrap(range(literal), "mutatedUp(\(numbers[0]), ", ")")
        if before == "0" { return }
        numbers.append(mutant(.constant, at: literal, from: before, to: "\(before) - 1"))
        wrap(range(literal), "mutatedDown(\(numbers[1]), ", ")")
    }

    func mutateBoolean(_ literal: BooleanLiteralExprSyntax) {
        let before = text(literal)
        let number = mutant(.constant, at: literal, from: before, to: before == "true" ? "false" : "true")
        wrap(range(literal), "(", " != mutantIs(\(number)))")
    }

    /// Statuses, and the ends of what a type can hold.
    func mutateNamedConstant(_ member: MemberAccessExprSyntax) {
        if member.base != nil && member.declName.baseName.text != "max" { return }
        guard let other = Self.otherConstants[member.declName.baseName.text],
            !(member.parent?.is(FunctionCallExprSyntax.self) ?? false)
        else { return }
        let base = member.base.map { text($0) } ?? ""
        let number = mutant(.constant, at: member, from: text(member), to: "\(base).\(other)")
        wrap(range(member), "(mutantIs(\(number)) ? \(base).\(other) : ", ")")
    }

    private static let otherConstants: [String: String] = [
        "ok": "ioError", "ioError": "ok", "again": "ioError", "invalid": "ok", "timedOut": "ok",
        "notSupported": "ok",
        "max": "min", "read": "write", "write": "read", "blocking": "trylock", "trylock": "blocking",
        "plain": "atomic", "atomic": "plain",
    ]

    func mutateCall(_ call: FunctionCallExprSyntax) {
        if let name = call.calledExpression.as(DeclReferenceExprSyntax.self), call.arguments.count == 2,
            let (other, function) = ["min": ("max", "mutatedMin"), "max": ("min", "mutatedMax")][
                name.baseName.text]
        {
            let number = mutant(
                .extremum, at: call, from: text(call),
                to: other + text(call).dropFirst(name.baseName.text.count))
            replace(name, by: "\(function)")
            insertNumber(number, into: call)
        }
        guard let member = call.calledExpression.as(MemberAccessExprSyntax.self), member.base != nil,
            let (kind, other, function) = Self.accesses[member.declName.baseName.text]
        else { return }
        let base = member.base.map { text($0) } ?? ""
        let number = mutant(kind, at: call, from: text(call), to: "\(base).\(other)")
        replace(member.declName, by: function)
        insertNumber(number, into: call)
    }

    private func insertNumber(_ number: Int, into call: FunctionCallExprSyntax) {
        guard let parenthesis = call.leftParen else { return }
        replace(parenthesis, by: call.arguments.isEmpty ? "(\(number)" : "(\(number), ")
    }

    /// Accesses to shared words by the names that ``SharedWord`` has for them.
    private static let accesses: [String: (MutationOperator, String, String)] = [
        "load": (.order, "loadRelaxed", "mutatedLoad"), "store": (.order, "storeRelaxed", "mutatedStore"),
        "loadSequential": (.order, "load", "mutatedLoadSequential"),
        "exchange": (.split, "load, store", "mutatedExchange"),
        "compareExchange": (.split, "load, compare, store", "mutatedCompareExchange"),
        "add": (.split, "load, store", "mutatedAdd"), "subtract": (.split, "load, store", "mutatedSubtract"),
        "setBits": (.split, "load, store", "mutatedSetBits"),
        "clearBits": (.split, "load, store", "mutatedClearBits"),
    ]
}
