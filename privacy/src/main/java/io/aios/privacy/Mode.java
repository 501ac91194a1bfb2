package io.aios.privacy;

/** What happens to a finding. */
public enum Mode {
  /** It is not looked for. */
  OFF,
  /** It stays, between signs that say what it is. */
  MARK,
  /** Its kind takes its place; invisible characters just go. */
  REDACT,
  /** A keyed hash takes its place: equal values stay recognisable as equal. */
  HASH,
  /** A token takes its place that its owner can have turned back. */
  TOKENISE,
  /** The whole text is refused. */
  BLOCK
}
