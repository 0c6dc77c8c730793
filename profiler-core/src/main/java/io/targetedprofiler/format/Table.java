package io.targetedprofiler.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of figures, right-aligned under their headings, and behind them one text of any length.
 */
final class Table {
  /**
   * A column of figures.
   *
   * @param heading what stands above
   * @param gap spaces before it, at the least
   * @param width characters of its figures, at the least; wider ones widen the column
   */
  record Column(String heading, int gap, int width) {}

  private record Row(List<String> figures, String text) {}

  private final List<Column> columns;
  private final int[] widths;
  private final List<Row> rows = new ArrayList<>();

  Table(List<Column> columns, String lastHeading) {
    this.columns = columns;
    this.widths = columns.stream().mapToInt(Column::width).toArray();
    add(lastHeading, columns.stream().map(Column::heading).toList());
  }

  /** Adds a row with one figure for each column. */
  void add(String text, List<String> figures) {
    for (int i = 0; i < figures.size(); i++) {
      widths[i] = Math.max(widths[i], figures.get(i).length());
    }
    rows.add(new Row(figures, text));
  }

  /** Writes the heading and the rows, each with its line end. */
  void appendTo(StringBuilder out) {
    for (Row row : rows) {
      for (int i = 0; i < row.figures.size(); i++) {
        String figure = row.figures.get(i);
        out.append(" ".repeat(columns.get(i).gap + widths[i] - figure.length())).append(figure);
      }
      out.append("  ").append(row.text).append('\n');
    }
  }
}
