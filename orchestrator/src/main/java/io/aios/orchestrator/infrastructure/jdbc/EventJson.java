package io.aios.orchestrator.infrastructure.jdbc;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Undo;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Events as they are stored. The names of the types are for ever; a changed event is a v2. */
@Component
final class EventJson {
  private static final Map<String, Class<? extends CommandEvent>> TYPES =
      Stream.of(
              CommandEvent.CommandAccepted.class,
              CommandEvent.CommandResumed.class,
              CommandEvent.StepFannedOut.class,
              CommandEvent.StepGathered.class,
              CommandEvent.StepApprovalRequested.class,
              CommandEvent.StepApproved.class,
              CommandEvent.StepRetryScheduled.class,
              CommandEvent.CommandUndoRequested.class,
              CommandEvent.StepUndoStarted.class,
              CommandEvent.StepUndone.class,
              CommandEvent.StepNotUndone.class,
              CommandEvent.StepUndoOutcomeUnknown.class,
              CommandEvent.CommandUndone.class,
              CommandEvent.StepStarted.class,
              CommandEvent.StepSucceeded.class,
              CommandEvent.StepFailed.class,
              CommandEvent.StepSkipped.class,
              CommandEvent.StepOutcomeUnknown.class,
              CommandEvent.CommandCancelRequested.class,
              CommandEvent.CommandSucceeded.class,
              CommandEvent.CommandFailed.class,
              CommandEvent.CommandCancelled.class,
              CommandEvent.CommandOutcomeUnknown.class)
          .collect(Collectors.toUnmodifiableMap(EventJson::name, type -> type));

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(2_000)
                          .build())
                  .build())
          // What an earlier version of an event did not have is 0, false or null.
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Json.class, new Writer())
                  .addDeserializer(Json.class, new Reader())
                  .setMixInAnnotation(Undo.class, UndoKinds.class))
          .build();

  static String type(CommandEvent event) {
    return name(event.getClass());
  }

  String write(CommandEvent event) {
    return mapper.writeValueAsString(event);
  }

  CommandEvent read(String type, String data) {
    Class<? extends CommandEvent> known = TYPES.get(type);
    if (known == null) {
      throw new IllegalStateException("Stored event of unknown type '" + type + "'");
    }
    return mapper.readValue(data, known);
  }

  private static String name(Class<?> type) {
    return type.getSimpleName() + ".v1";
  }

  /** Told apart by their members. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(Undo.Possible.class),
    @JsonSubTypes.Type(Undo.Impossible.class)
  })
  private interface UndoKinds {}

  private static final class Writer extends StdSerializer<Json> {
    Writer() {
      super(Json.class);
    }

    @Override
    public void serialize(Json value, JsonGenerator out, SerializationContext context) {
      out.writeRawValue(value.text());
    }
  }

  private static final class Reader extends StdDeserializer<Json> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Json.class);
    }

    @Override
    public Json deserialize(JsonParser in, DeserializationContext context) {
      return new Json(context.readTree(in).toString());
    }
  }
}
