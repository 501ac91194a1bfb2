package io.aios.launcher.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A saved plan as {@code name} or {@code name@version}.
 *
 * @param version null for the newest
 */
record PlanReference(String name, @Nullable Integer version) {

  /** For picocli. */
  static final class Converter implements ITypeConverter<PlanReference> {
    @Override
    public PlanReference convert(String text) {
      int at = text.indexOf('@');
      return at < 0
          ? new PlanReference(text, null)
          : new PlanReference(text.substring(0, at), version(text.substring(at + 1)));
    }

    private static Integer version(String text) {
      try {
        return Integer.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is no version of a plan: a version is a number");
      }
    }
  }
}
