package io.aios.orchestrator.infrastructure.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.Set;
import java.util.stream.Collectors;

/** Which steps an expression reads, and whether it reads what steps have. */
final class StepReferences {
  private static final Set<String> MEMBERS = Set.of("result", "text", "content", "error");

  private StepReferences() {}

  static Set<String> of(CelAbstractSyntaxTree ast, Set<String> steps) {
    Set<CelExpr> nodes =
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .map(node -> node.expr())
            .collect(Collectors.toSet());
    nodes.forEach(node -> checkMember(node, steps));
    return nodes.stream()
        .filter(node -> node.getKind() == ExprKind.Kind.IDENT)
        .map(node -> node.ident().name())
        .filter(steps::contains)
        .collect(Collectors.toSet());
  }

  private static void checkMember(CelExpr node, Set<String> steps) {
    if (node.getKind() != ExprKind.Kind.SELECT) {
      return;
    }
    CelExpr operand = node.select().operand();
    String member = node.select().field();
    if (operand.getKind() == ExprKind.Kind.IDENT
        && steps.contains(operand.ident().name())
        && !MEMBERS.contains(member)) {
      throw new ExpressionError(
          "a step has 'result', 'text', 'content' and 'error', but no '" + member + "'");
    }
  }
}
