package io.aios.python.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether Python can be run here, and behind which boundary. */
public interface SelfTest {

  Report run();

  /**
   * What a self-test found.
   *
   * @param cause why nothing can be run; null when available
   * @param fix what the operator can do about it
   * @param proven about the sandbox, by a program that ran in it
   * @param degraded limits that hold less than they say
   */
  record Report(
      boolean available,
      @Nullable String cause,
      @Nullable String fix,
      List<String> proven,
      List<String> degraded) {}
}
