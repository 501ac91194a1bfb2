package io.aios.security.threats.domain;

import java.util.Optional;

/**
 * Looks for one kind of attack in the stream of observations. Rules hold bounded state and are used
 * by one thread.
 */
public interface Rule {
  /** Stable: alerts and configuration name it. */
  String id();

  Optional<Finding> observe(Observation seen);
}
