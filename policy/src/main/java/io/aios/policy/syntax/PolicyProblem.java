package io.aios.policy.syntax;

/**
 * One thing that is wrong with a policy or a schema.
 *
 * @param file the file's name as it was given
 * @param line from 1
 * @param column from 1
 */
public record PolicyProblem(String file, int line, int column, String message) {
  public static PolicyProblem at(String file, Position at, String message) {
    return new PolicyProblem(file, at.line(), at.column(), message);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
