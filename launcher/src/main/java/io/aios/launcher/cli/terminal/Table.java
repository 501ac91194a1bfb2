package io.aios.launcher.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns as wide as their widest cell; numbers to the right. */
public final class Table {
  private static final int WIDEST_CELL = 100;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    this.header = List.copyOf(Arrays.asList(header));
  }

  /** Adds a row of as many cells as the header has. */
  public Table row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "%d cells in a table of %d columns".formatted(cells.length, header.size()));
    }
    rows.add(Arrays.stream(cells).map(Table::oneLine).toList());
    return this;
  }

  /** The lines, header first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(width(column) - visible(cell));
      line.append(column == 0 ? "" : "  ")
          .append(isNumeric(column) ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = visible(header.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, visible(row.get(column)));
    }
    return width;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> plain(row.get(column)))
            .allMatch(
                cell ->
                    cell.isEmpty()
                        || cell.equals("-")
                        || cell.matches("-?[\\d.,]+( ?[kMGT]?B| ?%| ?s| ?ms)?"));
  }

  private static int visible(String cell) {
    String plain = plain(cell);
    return plain.codePointCount(0, plain.length());
  }

  private static String plain(String cell) {
    return cell.replaceAll("\u001b\\[[0-9;]*m", "");
  }

  private static String oneLine(String cell) {
    String line = cell.strip().replaceAll("\\R", "⏎");
    return visible(line) <= WIDEST_CELL ? line : line.substring(0, WIDEST_CELL - 1) + "…";
  }
}
