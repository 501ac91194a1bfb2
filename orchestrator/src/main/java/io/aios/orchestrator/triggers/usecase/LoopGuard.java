package io.aios.orchestrator.triggers.usecase;

import io.aios.orchestrator.triggers.domain.Chain;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps triggers from firing by what they themselves have done: events of commands that a trigger
 * submitted, and audit records of those commands' calls.
 */
@Component
final class LoopGuard {
  private static final String RECORDS = "records";

  private final Firings firings;
  private final SubmitFirings submissions;

  LoopGuard(Firings firings, SubmitFirings submissions) {
    this.firings = firings;
    this.submissions = submissions;
  }

  /**
   * @param event without the records that the trigger caused
   * @param chain with the trigger
   */
  record Guarded(IncomingEvent event, Chain chain) {}

  /** Empty when firing would close a loop or make a chain too long. */
  Optional<Guarded> guard(Trigger trigger, IncomingEvent event) {
    JsonNode records = event.data().path(RECORDS);
    if (!records.isArray()) {
      return chain(event.data()).then(trigger.id()).map(chain -> new Guarded(event, chain));
    }
    ObjectNode data = event.data().deepCopy().asObject();
    ArrayNode others = data.putArray(RECORDS);
    Chain longest = Chain.NONE;
    for (JsonNode each : records) {
      Chain chain = chain(each);
      if (chain.then(trigger.id()).isPresent()) {
        others.add(each);
        longest = chain.triggers().size() > longest.triggers().size() ? chain : longest;
      }
    }
    return longest.then(trigger.id()).map(chain -> new Guarded(event.withData(data), chain));
  }

  private Chain chain(JsonNode caused) {
    UUID command = uuid(caused.path("commandId").asString(""));
    if (command == null) {
      return Chain.NONE;
    }
    Optional<Chain> known = firings.chainOf(command);
    if (known.isEmpty() && submissions.settle()) {
      known = firings.chainOf(command);
    }
    return known.orElse(Chain.NONE);
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
