package io.aios.python.usecase;

import io.aios.platform.tools.ToolFailure;
import io.aios.python.domain.Owner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** An interpreter that keeps its state between executions, and its workspace. */
public final class Session {
  private final String id;
  private final Owner owner;
  private final Path workspace;
  private final Instant created;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Instant lastUsed;
  private volatile Interpreter interpreter;

  Session(String id, Owner owner, Path workspace, Interpreter interpreter, Instant created) {
    this.id = id;
    this.owner = owner;
    this.workspace = workspace;
    this.interpreter = interpreter;
    this.created = created;
    this.lastUsed = created;
  }

  /** Something that is asked of the interpreter while no other call does. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Interpreter interpreter) throws InterruptedException;
  }

  public String id() {
    return id;
  }

  public Owner owner() {
    return owner;
  }

  public Path workspace() {
    return workspace;
  }

  public Instant created() {
    return created;
  }

  public Instant lastUsed() {
    return lastUsed;
  }

  /** {@code idle}, {@code busy}, or {@code ended: } and why. */
  public String state() {
    return interpreter
        .ended()
        .map(reason -> "ended: " + reason)
        .orElse(turn.isLocked() ? "busy" : "idle");
  }

  boolean busy() {
    return turn.isLocked();
  }

  void touch(Instant now) {
    lastUsed = now;
  }

  <T> T ask(Question<T> question) throws InterruptedException {
    if (!turn.tryLock()) {
      throw new ToolFailure(
          "session-busy",
          "Session " + id + " is running other code",
          "wait for it, or call python_interrupt_session");
    }
    try {
      interpreter
          .ended()
          .ifPresent(
              reason -> {
                throw new ToolFailure(
                    "session-ended",
                    "The interpreter of session " + id + " has ended: " + reason,
                    "call python_restart_session; its files are kept, its variables are lost");
              });
      return question.ask(interpreter);
    } finally {
      turn.unlock();
    }
  }

  void interrupt() {
    interpreter.interrupt();
  }

  /** Also while code runs: that code ends. */
  void restart(Interpreters interpreters) {
    interpreter.close();
    turn.lock();
    try {
      interpreter.close();
      interpreter = interpreters.forSession(workspace);
    } finally {
      turn.unlock();
    }
  }

  void close() {
    interpreter.close();
  }
}
