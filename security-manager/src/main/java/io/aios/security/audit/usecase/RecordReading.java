package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.Facets;

/** Takes from a record's JSON what it is searched by. */
@FunctionalInterface
public interface RecordReading {
  /** Of the JSON in UTF-8 that begins and ends there. */
  Facets facets(byte[] text, int start, int end);
}
