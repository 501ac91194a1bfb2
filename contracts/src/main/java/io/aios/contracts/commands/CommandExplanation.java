package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What decided about a command, in order, as far as it has come. */
public record CommandExplanation(UUID commandId, CommandStatus status, List<Decision> decisions) {

  /**
   * @param version number of the event that it is known from
   * @param step which it is about; absent for the whole command
   * @param stage what decided: {@code permission}, {@code condition}, {@code approval}, {@code
   *     route}, {@code quota}, {@code cache}, {@code retry}, {@code filter}, {@code limit} …
   * @param detail what it found, for people
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decision(
      long version,
      Instant at,
      @Nullable String step,
      String stage,
      Verdict verdict,
      String detail) {}

  /** What a decision meant, in the words of the gateway's explanation of a call. */
  public enum Verdict {
    /** It went on. */
    PASSES,
    /** It ended there. */
    REFUSES,
    /** Nothing was decided; this is how it went. */
    TELLS
  }
}
