import SwiftSyntax

/// Walks over a file and finds what can be mutated.
///
/// Not looked at: what only frees memory or gives names to traces, assertions, text, and code that a debug build leaves
/// out.
final class SiteFinder: SyntaxVisitor {
    let file: String
    let bytes: [UInt8]
    private let firstNumber: Int
    private let lines: SourceLocationConverter

    private(set) var mutants: [Mutant] = []
    private(set) var edits: [Edit] = []
    private var context: [String] = []
    private var occurrences: [String: Int] = [:]

    static let unseenCalls: Set = [
        "assert", "assertionFailure", "precondition", "preconditionFailure", "fatalError",
    ]
    /// Members whose calls only free memory.
    static let frees: Set = ["deallocate", "deinitialize"]
    private static let unseenFunctions: Set = ["nameWords", "deallocate"]

    init(file: String, bytes: [UInt8], firstNumber: Int, lines: SourceLocationConverter) {
        self.file = file
        self.bytes = bytes
        self.firstNumber = firstNumber
        self.lines = lines
        super.init(viewMode: .sourceAccurate)
    }

    /// The text of a node, without what is around it.
    func text(_ node: some SyntaxProtocol) -> String { String(decoding: bytes[range(node)], as: UTF8.self) }

    func range(_ node: some SyntaxProtocol) -> Range<Int> {
        node.positionAfterSkippingLeadingTrivia.utf8Offset..<node.endPositionBeforeTrailingTrivia.utf8Offset
    }

    /// Adds a mutant; returns the number that chooses it at run time.
    func mutant(
        _ kind: MutationOperator, at node: some SyntaxProtocol, from before: String, to after: String
    ) -> Int {
        let function = context.joined(separator: ".")
        let content = [function, kind.rawValue, onOneLine(before), onOneLine(after)].joined(
            separator: "\u{0}")
        let occurrence = occurrences[content, default: 0]
        occurrences[content] = occurrence + 1
        let id = mutantID(file: file, kind: kind, content: content, occurrence: occurrence)
        mutants.append(
            Mutant(
                id: id, file: file,
                line: lines.location(for: node.positionAfterSkippingLeadingTrivia).line, function: function,
                kind: kind, before: onOneLine(before), after: onOneLine(after)))
        return firstNumber + mutants.count - 1
    }

    /// Puts the last mutant's text around a node.
    func wrap(_ range: Range<Int>, _ before: String, _ after: String) {
        edits.append(
            Edit(range: range, kind: .around(before: before, after: after), mutant: mutants.count - 1))
    }

    /// Puts the last mutant's text in place of a token.
    func replace(_ token: some SyntaxProtocol, by text: String) {
        edits.append(Edit(range: range(token), kind: .instead(text), mutant: mutants.count - 1))
    }

    private func enter(_ name: String) -> SyntaxVisitorContinueKind {
        context.append(name)
        return .visitChildren
    }

    private func leave() { context.removeLast() }

    // Where we are.
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        let isUnseen = Self.unseenFunctions.contains(node.name.text)
        context.append(node.name.text)
        return isUnseen ? .skipChildren : .visitChildren
    }
    override func visitPost(_ node: FunctionDeclSyntax) { leave() }
    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter("init") }
    override func visitPost(_ node: InitializerDeclSyntax) { leave() }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: StructDeclSyntax) { leave() }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: ClassDeclSyntax) { leave() }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: EnumDeclSyntax) { leave() }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: ProtocolDeclSyntax) { leave() }
    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
        enter(onOneLine(text(node.extendedType)))
    }
    override func visitPost(_ node: ExtensionDeclSyntax) { leave() }
    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        let isLocal = node.parent?.is(CodeBlockItemSyntax.self) ?? false
        return enter(isLocal ? "" : node.bindings.first.map { text($0.pattern) } ?? "")
    }
    override func visitPost(_ node: VariableDeclSyntax) { leave() }

    // What is left alone.
    override func visit(_ node: DeinitializerDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: IfConfigDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ExpressionPatternSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: GenericArgumentListSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    // What is mutated; see the extensions.
    override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
        swapStatements(of: node)
        for item in node { dropStatement(item) }
        return .visitChildren
    }
    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        if let name = node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text,
            Self.unseenCalls.contains(name)
        {
            return .skipChildren
        }
        mutateCall(node)
        return .visitChildren
    }
    override func visit(_ node: ConditionElementSyntax) -> SyntaxVisitorContinueKind {
        mutateCondition(node)
        return .visitChildren
    }
    override func visit(_ node: RepeatStmtSyntax) -> SyntaxVisitorContinueKind {
        negate(node.condition)
        endAfterOneTurn(node.body)
        return .visitChildren
    }
    override func visit(_ node: WhileStmtSyntax) -> SyntaxVisitorContinueKind {
        endAfterOneTurn(node.body)
        return .visitChildren
    }
    override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
        if let condition = node.whereClause?.condition { negate(condition) }
        endAfterOneTurn(node.body)
        return .visitChildren
    }
    override func visit(_ node: TernaryExprSyntax) -> SyntaxVisitorContinueKind {
        negate(node.condition)
        return .visitChildren
    }
    override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        if node.operator.text == "!" { negate(ExprSyntax(node)) }
        return .visitChildren
    }
    override func visit(_ node: InfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        mutateInfix(node)
        return .visitChildren
    }
    override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        mutateInteger(node)
        return .skipChildren
    }
    override func visit(_ node: BooleanLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        mutateBoolean(node)
        return .skipChildren
    }
    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        mutateNamedConstant(node)
        return .visitChildren
    }
}
