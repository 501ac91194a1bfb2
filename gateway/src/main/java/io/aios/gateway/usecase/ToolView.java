package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;

/**
 * What a request sees of the catalogue, beside what its caller is granted.
 *
 * @param chosen by the request
 * @param allowed by the operator, whatever the request chooses
 * @param searched whether the tools are found by search instead of being listed
 */
public record ToolView(ToolSelection chosen, ToolSelection allowed, boolean searched) {
  public static final ToolView EVERYTHING =
      new ToolView(ToolSelection.EVERYTHING, ToolSelection.EVERYTHING, false);

  public boolean includes(CatalogueTool tool) {
    return chosen.includes(tool) && allowed.includes(tool);
  }

  /** Who leaves a tool out: {@code operator} or {@code request}. */
  String limitedBy(CatalogueTool tool) {
    return allowed.includes(tool) ? "request" : "operator";
  }

  /**
   * @throws Problem {@code OUTSIDE_PROFILE} saying what the tool is and who drew the line
   */
  public void require(CatalogueTool tool) {
    if (includes(tool)) {
      return;
    }
    boolean byOperator = !allowed.includes(tool);
    throw new Problem(
            ProblemType.OUTSIDE_PROFILE,
            "Tool '%s' (profile %s, risk %s) is outside of what %s: %s"
                .formatted(
                    tool.name(),
                    tool.profile(),
                    tool.permission().risk().wireName(),
                    byOperator ? "the operator allows this client" : "this address offers",
                    byOperator ? allowed : chosen))
        .with("tool", tool.name())
        .with("profile", tool.profile())
        .with("risk", tool.permission().risk().wireName())
        .with("limitedBy", limitedBy(tool));
  }
}
