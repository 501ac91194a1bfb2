package io.aios.orchestrator.infrastructure.cel;

import com.google.common.base.Suppliers;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import io.aios.orchestrator.usecase.Expressions;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Each step is a variable: a map of {@code result}, {@code text} and {@code content}. */
@Component
final class CelExpressions implements Expressions {
  private final JsonMapper json;

  CelExpressions(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Scope over(Set<String> steps) {
    return new CelScope(steps, false, json);
  }

  /** Built when the first expression asks for it: most plans have few, calls none. */
  private static final class CelScope implements Scope {
    private final Set<String> steps;
    private final JsonMapper json;
    private final Supplier<Cel> cel;

    CelScope(Set<String> steps, boolean hasItem, JsonMapper json) {
      this.steps = steps;
      this.json = json;
      this.cel = Suppliers.memoize(() -> build(steps, hasItem));
    }

    @Override
    public Scope withItem() {
      return new CelScope(steps, true, json);
    }

    private static Cel build(Set<String> steps, boolean hasItem) {
      CelBuilder builder = CelLanguage.builder();
      MapType step = MapType.create(SimpleType.STRING, SimpleType.DYN);
      steps.forEach(id -> builder.addVar(id, step));
      builder.addVar("input", SimpleType.DYN);
      if (hasItem) {
        builder.addVar("item", SimpleType.DYN).addVar("index", SimpleType.INT);
      }
      return builder.build();
    }

    @Override
    public Expression compile(String source) {
      try {
        CelAbstractSyntaxTree ast = cel.get().compile(source).getAst();
        Set<String> references = StepReferences.of(ast, steps);
        return new CelExpression(cel.get().createProgram(ast), references, json);
      } catch (CelValidationException | CelEvaluationException e) {
        throw new ExpressionError("'" + source + "': " + e.getMessage());
      }
    }
  }
}
