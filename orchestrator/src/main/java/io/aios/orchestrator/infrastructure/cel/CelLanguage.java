package io.aios.orchestrator.infrastructure.cel;

import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.parser.CelStandardMacro;

/** The language as the suite has it: what users write, within limits of length, depth and work. */
public final class CelLanguage {
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ITERATIONS = 100_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(MAX_DEPTH)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private CelLanguage() {}

  /** Without variables yet. */
  public static CelBuilder builder() {
    return CelFactory.plannerCelBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
  }
}
