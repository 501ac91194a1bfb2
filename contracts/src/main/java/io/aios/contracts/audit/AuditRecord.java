package io.aios.contracts.audit;

import io.aios.contracts.tools.Risk;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision of the gateway, or one login or session of security-manager's.
 *
 * @param subject the user acted for, null when nobody was authenticated
 * @param client the OAuth client that made the call, null when nobody was authenticated
 * @param action what was asked: {@code tool.call}, {@code command.submit}, {@code http GET /path},
 *     {@code login.password}, {@code session.begin}
 * @param target the tool or path the action was asked of
 * @param status the HTTP status that was answered
 * @param reason the problem type of a refusal or failure, null on success
 * @param argumentsDigest SHA-256 of the request body in hex, null when it was not read
 * @param durationMicros time from the first byte seen to the answer
 * @param traceId W3C trace id
 * @param commandId the command this call is a step of
 * @param remoteAddress where the call came from
 * @param filtered how often each kind of finding was treated in the answer, null when none was
 * @param session the login that the caller's token belongs to, null when it belongs to none
 * @param risk of the tool that was called, null when no tool was found
 * @param answerBytes length of the tool's answer as it was passed on, null when there was none
 */
public record AuditRecord(
    UUID id,
    Instant at,
    @Nullable String subject,
    @Nullable String client,
    String action,
    String target,
    AuditOutcome outcome,
    int status,
    @Nullable String reason,
    @Nullable String argumentsDigest,
    long durationMicros,
    @Nullable String traceId,
    @Nullable String commandId,
    @Nullable String remoteAddress,
    @Nullable Map<String, Integer> filtered,
    @Nullable String session,
    @Nullable Risk risk,
    @Nullable Long answerBytes) {

  /** Of what is no tool's answer. */
  public AuditRecord(
      UUID id,
      Instant at,
      @Nullable String subject,
      @Nullable String client,
      String action,
      String target,
      AuditOutcome outcome,
      int status,
      @Nullable String reason,
      @Nullable String argumentsDigest,
      long durationMicros,
      @Nullable String traceId,
      @Nullable String commandId,
      @Nullable String remoteAddress) {
    this(
        id,
        at,
        subject,
        client,
        action,
        target,
        outcome,
        status,
        reason,
        argumentsDigest,
        durationMicros,
        traceId,
        commandId,
        remoteAddress,
        null,
        null,
        null,
        null);
  }
}
