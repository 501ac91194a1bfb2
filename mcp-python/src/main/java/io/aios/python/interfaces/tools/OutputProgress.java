package io.aios.python.interfaces.tools;

import io.aios.platform.tools.ToolCall;
import java.util.function.Consumer;

/** Streams output to the caller as progress, whose fraction only shows that there is more. */
final class OutputProgress implements Consumer<String> {
  private static final int MAX_CHUNK = 2000;

  private final ToolCall call;
  private int chunks;

  OutputProgress(ToolCall call) {
    this.call = call;
  }

  @Override
  public void accept(String output) {
    chunks++;
    String chunk = output.length() <= MAX_CHUNK ? output : output.substring(0, MAX_CHUNK) + "…";
    call.progress(1 - 1.0 / (chunks + 1), chunk);
  }
}
