package io.aios.security.threats.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audit record, as far as detection looks at it.
 *
 * @param id the record's
 * @param actor null when nobody was authenticated
 */
public record Observation(
    UUID id, Instant at, @Nullable Actor actor, Origin origin, Request request, Answer answer) {
  private static final String CALL = "tool.call";
  private static final String KEY_CLIENT = "key:";

  /** How a request ended. */
  public enum Ending {
    ALLOWED,
    REFUSED,
    FAILED
  }

  /**
   * Where it came from.
   *
   * @param session the login that its token belongs to
   */
  public record Origin(@Nullable String session, @Nullable String address) {
    Optional<NetworkPrefix> network() {
      return NetworkPrefix.of(address);
    }
  }

  /**
   * What was asked.
   *
   * @param action {@code tool.call}, {@code http GET /path} …
   * @param target the tool or path
   * @param external whether the tool sends something off the machine
   * @param digest of the arguments
   */
  public record Request(String action, String target, boolean external, @Nullable String digest) {}

  /**
   * What came of it.
   *
   * @param reason slug of the problem; empty on success
   * @param bytes of a tool's answer
   * @param findings what the answer's filter treated
   * @param secrets those of the findings that are secrets or personal data
   */
  public record Answer(
      Ending ending, int status, String reason, long bytes, int findings, int secrets) {}

  public boolean isToolCall() {
    return request.action().equals(CALL);
  }

  public String target() {
    return request.target();
  }

  public boolean ended(Ending ending) {
    return answer.ending() == ending;
  }

  /** By what one token is known from another; empty when records do not tell. */
  Optional<String> credential() {
    if (origin.session() != null) {
      return Optional.of("session " + origin.session());
    }
    return actor != null && actor.client().startsWith(KEY_CLIENT)
        ? Optional.of(actor.client())
        : Optional.empty();
  }
}
