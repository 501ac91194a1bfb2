package io.aios.sysops.domain;

/** Signals a caller may send, by their numbers on Linux. */
public enum SignalName {
  HUP(1),
  INT(2),
  QUIT(3),
  KILL(9),
  USR1(10),
  USR2(12),
  TERM(15),
  CONT(18),
  STOP(19);

  private final int number;

  SignalName(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
