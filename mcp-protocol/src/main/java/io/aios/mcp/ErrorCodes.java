package io.aios.mcp;

/** JSON-RPC error codes, with the HTTP status a modern reply gives each in the comment. */
public final class ErrorCodes {
  /** Not JSON: 400. */
  public static final int PARSE_ERROR = -32700;

  /** Not a JSON-RPC request, a batch: 400. */
  public static final int INVALID_REQUEST = -32600;

  /** Unknown or removed method: 404. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** Required {@code _meta} missing: 400; unknown tool, bad cursor: 200. */
  public static final int INVALID_PARAMS = -32602;

  /** The server broke: 200. */
  public static final int INTERNAL_ERROR = -32603;

  /** A header is missing or says other than the body: 400. */
  public static final int HEADER_MISMATCH = -32020;

  /** The client did not declare a capability the call needs: 400. */
  public static final int MISSING_CAPABILITY = -32021;

  /** The protocol revision is not spoken here: 400. */
  public static final int UNSUPPORTED_VERSION = -32022;

  /** There is no such resource, in the legacy era: 200. The modern one says invalid params. */
  public static final int LEGACY_RESOURCE_NOT_FOUND = -32002;

  /** No or no valid access token: 401. Ours, outside the range JSON-RPC reserves. */
  public static final int UNAUTHENTICATED = 401;

  /** The token lacks a scope: 403. Ours, outside the range JSON-RPC reserves. */
  public static final int PERMISSION_DENIED = 403;

  /** A limit of the server is reached: 429. Ours, outside the range JSON-RPC reserves. */
  public static final int TOO_MANY_REQUESTS = 429;

  private ErrorCodes() {}
}
