package io.aios.federation.usecase;

import java.util.Set;

/** The aliases under which the suite's own servers, and this service, offer tools. */
public interface SuiteAliases {
  /** Those that other services have now. */
  Set<String> taken();

  /** Tells the gateway for which aliases this service answers. */
  void announce(Set<String> aliases);
}
