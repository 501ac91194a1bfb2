package io.aios.sandbox;

/** Hears a program's output while it runs, up to {@link Limits#outputBytes} of each channel. */
@FunctionalInterface
public interface OutputListener {

  enum Channel {
    STDOUT,
    STDERR
  }

  /** Called by one thread per channel; must return soon. */
  void heard(Channel channel, String text);

  static OutputListener none() {
    return (_, _) -> {};
  }
}
