package io.aios.mcp;

/** Which of the two wire protocols a request is written in. */
public enum Era {
  /** 2026-07-28 and later: no handshake, metadata in every request. */
  MODERN,
  /** 2025-03-26 to 2025-11-25: {@code initialize} first. */
  LEGACY
}
