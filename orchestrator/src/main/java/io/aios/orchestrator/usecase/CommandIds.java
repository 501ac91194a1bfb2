package io.aios.orchestrator.usecase;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** UUIDs of version 7 (RFC 9562): ordered by time, so that new commands lie together on disk. */
@Component
final class CommandIds {
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  CommandIds(InstantSource clock) {
    this.clock = clock;
  }

  UUID next() {
    long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
    long low = 0x8000000000000000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
