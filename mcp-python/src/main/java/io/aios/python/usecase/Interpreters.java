package io.aios.python.usecase;

import java.nio.file.Path;

/** Starts interpreters. */
public interface Interpreters {

  /** For many executions. */
  Interpreter forSession(Path workspace);

  /** For one run, with the usual libraries imported already if one such is waiting. */
  Fresh forRun();

  /** For a question that runs nobody's code. */
  Fresh forQuestion();

  /** An interpreter that nobody has used and its own empty workspace. */
  record Fresh(Interpreter interpreter, Path workspace) {}
}
