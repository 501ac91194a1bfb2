package io.aios.python.domain;

import org.jspecify.annotations.Nullable;

/**
 * Why code did not come to its end: its own exception, or a limit.
 *
 * @param type the exception's class, or {@code TimeLimit}, {@code MemoryLimit}, {@code CpuLimit},
 *     {@code WorkspaceLimit}, {@code InterpreterEnded}
 * @param traceback frames of the caller's code only; null when a limit ended it
 */
public record PythonError(String type, String message, @Nullable String traceback) {}
