package io.aios.orchestrator.chaos;

/**
 * What came back for one request.
 *
 * @param atMillis when it was sent, since the load began
 * @param millis until the answer, or its absence, was known
 * @param detail of what should not be
 */
record Answer(Kind kind, long atMillis, long millis, String detail) {
  enum Kind {
    /** By a status that says so, now or on an earlier request of the same key. */
    ACCEPTED,
    /** {@code service-unavailable} with 503 and Retry-After. */
    REFUSED,
    /** Nobody listened, or the connection broke: the server died. */
    BROKEN,
    /** Neither answer nor end of the connection within the client's patience. */
    SILENT,
    /** Anything else. */
    UNCLEAR
  }
}
