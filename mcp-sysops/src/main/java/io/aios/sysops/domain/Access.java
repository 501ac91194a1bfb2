package io.aios.sysops.domain;

/** What a caller wants of a path; each has its own roots. */
public enum Access {
  READ,
  WRITE,
  LOG
}
