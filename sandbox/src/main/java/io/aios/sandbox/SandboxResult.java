package io.aios.sandbox;

/**
 * The end of a program and the head of its output, decoded as UTF-8.
 *
 * @param stdoutTruncated the program wrote more than {@link Limits#outputBytes}
 * @param stderrTruncated likewise
 */
public record SandboxResult(
    Exit exit, String stdout, String stderr, boolean stdoutTruncated, boolean stderrTruncated) {}
