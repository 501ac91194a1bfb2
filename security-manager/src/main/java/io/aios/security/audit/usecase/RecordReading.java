package io.aios.security.audit.usecase;

import io.aios.security.audit.domain.Facets;

/** Takes from a record's JSON what it is searched by. */
@FunctionalInterface
public interface RecordReading {
  Facets facets(String json);
}
