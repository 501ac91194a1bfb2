package io.aios.orchestrator.infrastructure.jdbc;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** This process, as owner of leases; a restarted one is another. */
@Component
final class NodeId {
  private final UUID value = UUID.randomUUID();

  UUID value() {
    return value;
  }
}
