package io.aios.python.domain;

/** A drawn figure as PNG, in base64 as it came and as it will travel. */
public record Figure(String base64) {
  /** The first bytes of every PNG file, in base64 but for the last that spills over. */
  private static final String SIGNATURE = "iVBORw0KGg";

  public Figure {
    if (!base64.startsWith(SIGNATURE)) {
      throw new IllegalArgumentException("Not a PNG image");
    }
  }
}
