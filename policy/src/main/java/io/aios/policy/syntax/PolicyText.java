package io.aios.policy.syntax;

import io.aios.policy.grammar.CedarLexer;
import io.aios.policy.grammar.CedarParser;
import io.aios.policy.grammar.CedarParser.*;
import io.aios.policy.value.EntityUid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a file of policies. */
public final class PolicyText {
  private static final SourceText.Limits LIMITS =
      new SourceText.Limits(
          List.of(CedarLexer.LPAREN, CedarLexer.LBRACE, CedarLexer.LBRACKET),
          List.of(CedarLexer.RPAREN, CedarLexer.RBRACE, CedarLexer.RBRACKET),
          CedarLexer.SEMI,
          List.of(
              CedarLexer.IF,
              CedarLexer.DOT,
              CedarLexer.PLUS,
              CedarLexer.MINUS,
              CedarLexer.STAR,
              CedarLexer.BANG));

  private final String file;
  private final SourceText source;

  private PolicyText(String file) {
    this.file = file;
    this.source = new SourceText(file);
  }

  /**
   * @param file the name that problems and ids carry
   * @throws InvalidPolicies with line and column of everything that is wrong
   */
  public static List<Policy> parse(String file, String text) {
    return new PolicyText(file).read(text);
  }

  private List<Policy> read(String text) {
    PoliciesContext tree =
        source.parse(text, CedarLexer::new, CedarParser::new, LIMITS, CedarParser::policies);
    List<Policy> policies = new ArrayList<>();
    for (PolicyContext policy : tree.policy()) {
      try {
        policies.add(policy(policy, policies.size()));
      } catch (SyntaxFault fault) {
        source.report(fault.at(), fault.said());
      }
    }
    source.refuseIfFaulty();
    return policies;
  }

  private Policy policy(PolicyContext tree, int index) {
    Map<String, String> annotations = new LinkedHashMap<>();
    for (AnnotationContext annotation : tree.annotation()) {
      String name = annotation.anyIdent().getText();
      String value =
          annotation.STRING() == null ? "" : SourceText.text(annotation.STRING().getSymbol());
      if (annotations.put(name, value) != null) {
        throw new SyntaxFault(
            Expressions.at(annotation), "the annotation @" + name + " is given twice");
      }
    }
    boolean permit = tree.effect.getType() == CedarParser.PERMIT;
    return new Policy(
        annotations.getOrDefault("id", file + "#" + index),
        file,
        Expressions.at(tree),
        permit ? Policy.Effect.PERMIT : Policy.Effect.FORBID,
        annotations,
        entities(tree.principalScope().entityConstraint()),
        actions(tree.actionScope()),
        entities(tree.resourceScope().entityConstraint()),
        tree.condition().stream().map(PolicyText::condition).toList());
  }

  private static Scope entities(@Nullable EntityConstraintContext tree) {
    return switch (tree) {
      case null -> new Scope.Any();
      case ConstraintEqualsContext equal -> new Scope.Equal(Expressions.entity(equal.entity()));
      case ConstraintInContext in -> new Scope.In(List.of(Expressions.entity(in.entity())));
      case ConstraintIsContext is ->
          is.entity() == null
              ? new Scope.Is(is.path().getText())
              : new Scope.IsIn(is.path().getText(), Expressions.entity(is.entity()));
      default -> throw new IllegalStateException("no such constraint: " + tree.getClass());
    };
  }

  private static Scope actions(ActionScopeContext tree) {
    List<EntityUid> entities = tree.entity().stream().map(Expressions::entity).toList();
    for (EntityUid entity : entities) {
      if (!entity.type().equals("Action") && !entity.type().endsWith("::Action")) {
        throw new SyntaxFault(Expressions.at(tree), entity + " is not an Action");
      }
    }
    if (tree.EQ() != null) {
      return new Scope.Equal(entities.getFirst());
    }
    return tree.IN() == null ? new Scope.Any() : new Scope.In(entities);
  }

  private static Expr condition(ConditionContext tree) {
    Expr asked = Expressions.expression(tree.expr());
    return tree.UNLESS() == null ? asked : new Expr.Not(Expressions.at(tree), asked);
  }
}
