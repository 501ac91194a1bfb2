package io.aios.contracts.problems;

import java.net.URI;
import java.util.Locale;

/**
 * Every refusal and failure a caller can meet. The {@code type} of the problem document (RFC 9457)
 * is stable: clients may branch on it.
 */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  UNAUTHENTICATED(401, "A valid access token is required"),
  INSUFFICIENT_USER_AUTHENTICATION(401, "A fresh login or a second factor is required"),
  PERMISSION_DENIED(403, "The caller lacks a permission"),
  STEP_UP_REQUIRED(403, "A policy asks for more proof"),
  REPLY_WITHHELD(403, "A policy withholds the tool's answer"),
  OUTSIDE_PROFILE(403, "The tool is outside the chosen profile"),
  NOT_FOUND(404, "There is nothing at this address"),
  UNKNOWN_TOOL(404, "No such tool"),
  UNKNOWN_COMMAND(404, "No such command"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  NOT_ACCEPTABLE(406, "No representation the caller accepts"),
  CONFLICT(409, "The request conflicts with the present state"),
  BODY_TOO_LARGE(413, "The request body is over the limit"),
  UNSUPPORTED_MEDIA_TYPE(415, "The request body is not JSON"),
  SCHEMA_VIOLATION(422, "The arguments do not match the tool's schema"),
  UNKNOWN_TOKEN(422, "A token stands for no value of the caller's"),
  INVALID_PLAN(422, "The plan cannot be run"),
  INVALID_POLICIES(422, "The policies cannot be used"),
  RATE_LIMITED(429, "Too many requests"),
  CALL_LOOP(429, "The same call was made again and again"),
  INTERNAL_ERROR(500, "The service failed"),
  TOOL_FAILED(502, "The tool's server gave no usable answer"),
  SERVICE_UNAVAILABLE(503, "The service is unavailable"),
  TIMED_OUT(504, "The service did not answer in time");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** {@code schema-violation} for {@link #SCHEMA_VIOLATION}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The {@code type} member: {@code urn:aios:problem:schema-violation}. */
  public URI uri() {
    return URI.create("urn:aios:problem:" + slug());
  }
}
