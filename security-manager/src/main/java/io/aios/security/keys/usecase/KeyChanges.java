package io.aios.security.keys.usecase;

import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.security.revocation.usecase.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells gateways to ask for keys again, of which they remember what was. */
@Component
final class KeyChanges {
  /** Longer than a gateway remembers a key without asking. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Revocations revocations;
  private final Clock clock;

  KeyChanges(Revocations revocations, Clock clock) {
    this.revocations = revocations;
    this.clock = clock;
  }

  void changed(String id) {
    changed(List.of(id));
  }

  void changed(List<String> ids) {
    Instant now = clock.instant();
    revocations.add(
        ids.stream().map(id -> new Revocation(Kind.KEY, id, now, now.plus(REMEMBERED))).toList());
  }
}
