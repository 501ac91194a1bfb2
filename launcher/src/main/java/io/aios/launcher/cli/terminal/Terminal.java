package io.aios.launcher.cli.terminal;

import java.io.PrintStream;

/** Where a command prints: results to standard output, everything else to standard error. */
public final class Terminal {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean coloured;
  private final boolean interactive;
  private boolean lineOpen;

  /**
   * @param coloured whether the reader understands ANSI colours
   * @param interactive whether a line may be drawn over
   */
  public Terminal(PrintStream out, PrintStream err, boolean coloured, boolean interactive) {
    this.out = out;
    this.err = err;
    this.coloured = coloured;
    this.interactive = interactive;
  }

  /** Of this process: colours on a terminal unless NO_COLOR is set. */
  public static Terminal ofProcess() {
    boolean terminal = "1".equals(System.getenv("AIOS_TTY"));
    boolean coloured = terminal && System.getenv("NO_COLOR") == null;
    return new Terminal(System.out, System.err, coloured, terminal);
  }

  /** Colours of meaning. */
  public enum Tone {
    GOOD("32"),
    BAD("31"),
    WARN("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  public String paint(Tone tone, String text) {
    return coloured ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
  }

  /** A line of the result. */
  public void print(String line) {
    endProgress();
    out.println(line);
    out.flush();
  }

  /** A line about what is going on. */
  public void say(String line) {
    endProgress();
    err.println(line);
    err.flush();
  }

  /** A line that the next one replaces; nothing when output is no terminal. */
  public void progress(String line) {
    if (interactive) {
      err.print(CLEAR_LINE + line);
      err.flush();
      lineOpen = true;
    }
  }

  private void endProgress() {
    if (lineOpen) {
      err.print(CLEAR_LINE);
      lineOpen = false;
    }
  }

  public boolean isInteractive() {
    return interactive;
  }
}
