package io.aios.gateway.usecase;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Erasures that were asked for. */
public interface Erasures {
  /**
   * Keeps one and tells every service of it, both or neither.
   *
   * @param services whose answers are awaited
   */
  void request(UUID id, String subject, Set<String> services);

  /** A service has done its part. */
  void erased(UUID id, String service, Map<String, Long> erased);

  /** A user's, the last one first, ten at most. */
  List<Erasure> of(String subject);

  /**
   * One erasure.
   *
   * @param complete whether every service has done its part
   */
  record Erasure(UUID id, Instant requestedAt, boolean complete, List<Part> parts) {}

  /**
   * A service's part.
   *
   * @param erasedAt null while it is awaited
   * @param erased how many of what
   */
  record Part(String service, @Nullable Instant erasedAt, Map<String, Long> erased) {}
}
