package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.TokenFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * What is learnt of a request on its way, for its audit record. It lives as an attribute of the
 * request and is used by that request's thread alone.
 */
final class RequestRecord {
  private static final String ATTRIBUTE = RequestRecord.class.getName();
  private static final String COMMAND_HEADER = "X-Aios-Command-Id";
  private static final int COMMAND_ID_LENGTH = 64;

  private String action;
  private String target;
  private @Nullable CallerIdentity caller;
  private @Nullable String commandId;
  private @Nullable ProblemType reason;
  private @Nullable String digest;
  private String policies = "";
  private @Nullable Map<String, Integer> filtered;
  private @Nullable String session;
  private @Nullable Risk risk;
  private @Nullable Long answerBytes;

  private RequestRecord(String action, String target) {
    this.action = action;
    this.target = target;
  }

  static RequestRecord begin(HttpServletRequest request) {
    String path = request.getRequestURI();
    RequestRecord entry = new RequestRecord("http " + request.getMethod() + ' ' + path, path);
    request.setAttribute(ATTRIBUTE, entry);
    return entry;
  }

  /** The request's record; a detached one where the request is not audited. */
  static RequestRecord of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof RequestRecord known ? known : begin(request);
  }

  void asks(String newAction, String newTarget) {
    action = newAction;
    target = newTarget;
  }

  /** The command's id is believed of nobody but the orchestrator. */
  void caller(CallerIdentity identity, HttpServletRequest request) {
    caller = identity;
    session =
        request.getUserPrincipal() instanceof Authentication token
            ? TokenFacts.session(token)
            : null;
    String id = request.getHeader(COMMAND_HEADER);
    if (id != null && id.length() <= COMMAND_ID_LENGTH && identity.issuedBy("orchestrator")) {
      commandId = id;
    }
  }

  void caller(@Nullable CallerIdentity identity) {
    caller = identity;
  }

  void refused(ProblemType why) {
    reason = why;
  }

  /** The policies that refused, for the reason of the record. */
  void decidedBy(List<?> ids) {
    policies = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  void body(byte[] body) {
    try {
      digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** A stream of events may be treated in several places. */
  void filtered(Map<String, Integer> findings) {
    Map<String, Integer> sum = new TreeMap<>(filtered == null ? Map.of() : filtered);
    findings.forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
    filtered = sum;
  }

  void calls(CatalogueTool tool) {
    risk = tool.permission().risk();
  }

  /** A stream of events is passed on in pieces. */
  void answered(int bytes) {
    answerBytes = (answerBytes == null ? 0 : answerBytes) + bytes;
  }

  @Nullable String session() {
    return session;
  }

  @Nullable Risk risk() {
    return risk;
  }

  @Nullable Long answerBytes() {
    return answerBytes;
  }

  String action() {
    return action;
  }

  String target() {
    return target;
  }

  @Nullable CallerIdentity caller() {
    return caller;
  }

  @Nullable String commandId() {
    return commandId;
  }

  @Nullable ProblemType reason() {
    return reason;
  }

  /** Ids of the policies that refused, joined by commas; empty when none did. */
  String policies() {
    return policies;
  }

  @Nullable Map<String, Integer> filtered() {
    return filtered;
  }

  @Nullable String digest() {
    return digest;
  }
}
