package io.aios.launcher.suite;

import java.util.Map;

/** Runs services, one way or the other. */
interface Services {
  /**
   * Starts one and returns when it listens.
   *
   * @return its process
   * @throws io.aios.launcher.data.StartFailure with the root cause
   */
  long start(Member member, Map<String, String> properties);

  /** Stops one gracefully; does nothing when it does not run. */
  void stop(Member member);
}
