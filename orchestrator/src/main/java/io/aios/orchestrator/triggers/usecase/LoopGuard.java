package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.events.Topics;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.triggers.domain.Chain.End;
import io.aios.orchestrator.usecase.CommandOrigins;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps triggers from firing by what they themselves have done: events of commands that a trigger
 * submitted, or that such a command's plans made, and audit records of those commands' calls. Which
 * triggers led to a command is part of the command, stored before its first event is published and
 * before its first call is made.
 */
@Component
final class LoopGuard {
  private static final String RECORDS = "records";

  private final CommandOrigins origins;

  LoopGuard(CommandOrigins origins) {
    this.origins = origins;
  }

  /** Whether an event may fire a trigger. */
  sealed interface Verdict {
    /**
     * @param event without the records that the trigger caused
     * @param chain with the trigger
     */
    record Free(IncomingEvent event, Chain chain) implements Verdict {}

    /** The trigger hears itself, which it was not made for. */
    record Own() implements Verdict {}

    /**
     * @param before the triggers that led to the event
     */
    record Loop(Chain before, End end) implements Verdict {}
  }

  Verdict judge(Trigger trigger, String topic, IncomingEvent event) {
    JsonNode records = event.data().path(RECORDS);
    if (records.isArray()) {
      return judge(trigger, event, records);
    }
    Chain before =
        topic.equals(Topics.COMMANDS)
            ? new Chain(uuids(event.data().path("triggers")))
            : chain(event.data(), chains(Stream.of(event.data())));
    return before
        .endsBefore(trigger.id())
        .map(end -> ended(before, end))
        .orElseGet(() -> new Verdict.Free(event, before.then(trigger.id())));
  }

  /** A batch of records fires by those of them that the trigger did not cause. */
  private Verdict judge(Trigger trigger, IncomingEvent event, JsonNode records) {
    Map<UUID, Chain> chains = chains(records.valueStream());
    ObjectNode data = event.data().deepCopy().asObject();
    ArrayNode others = data.putArray(RECORDS);
    Chain longest = Chain.NONE;
    Verdict ended = new Verdict.Own();
    for (JsonNode each : records) {
      Chain before = chain(each, chains);
      Optional<End> end = before.endsBefore(trigger.id());
      if (end.isEmpty()) {
        others.add(each);
        longest = before.length() > longest.length() ? before : longest;
      } else if (end.get() != End.OWN) {
        ended = ended(before, end.get());
      }
    }
    return others.isEmpty()
        ? ended
        : new Verdict.Free(event.withData(data), longest.then(trigger.id()));
  }

  private static Verdict ended(Chain before, End end) {
    return end == End.OWN ? new Verdict.Own() : new Verdict.Loop(before, end);
  }

  private Map<UUID, Chain> chains(Stream<JsonNode> caused) {
    List<UUID> commands = caused.flatMap(each -> command(each).stream()).distinct().toList();
    Map<UUID, Chain> chains = new HashMap<>();
    for (Map.Entry<UUID, Origin> each : origins.of(commands).entrySet()) {
      chains.put(each.getKey(), new Chain(each.getValue().triggers()));
    }
    return chains;
  }

  private static Chain chain(JsonNode caused, Map<UUID, Chain> chains) {
    return command(caused).map(chains::get).orElse(Chain.NONE);
  }

  private static Optional<UUID> command(JsonNode caused) {
    return Optional.ofNullable(uuid(caused.path("commandId").asString("")));
  }

  private static List<UUID> uuids(JsonNode array) {
    return array.valueStream().flatMap(each -> Stream.ofNullable(uuid(each.asString("")))).toList();
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
