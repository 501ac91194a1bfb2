package io.aios.python.usecase;

import io.aios.python.domain.Execution;
import io.aios.python.domain.Inspection;
import io.aios.python.domain.Packages;
import io.aios.python.domain.SyntaxCheck;
import io.aios.python.domain.Variable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One running Python interpreter, asked one thing at a time. */
public interface Interpreter extends AutoCloseable {

  /**
   * Runs code. At the time limit it is interrupted, and if that does not help the interpreter is
   * ended; either way what it wrote until then comes back.
   *
   * @param files texts written into the workspace first, by path
   * @param listener hears output as it comes
   */
  Execution execute(
      String code, Map<String, String> files, Duration timeout, Consumer<String> listener)
      throws InterruptedException;

  List<Variable> variables() throws InterruptedException;

  Optional<Inspection> inspect(String name) throws InterruptedException;

  SyntaxCheck check(String code) throws InterruptedException;

  Packages packages() throws InterruptedException;

  /** Raises KeyboardInterrupt in the code that runs now, if any does. */
  void interrupt();

  /** Why nothing more can be run in it, if so. */
  Optional<String> ended();

  @Override
  void close();
}
