package queens;

import io.targetedprofiler.Profile;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** In how many ways n queens can stand on a board of n by n. */
final class Queens {

  private final int[] columns;

  Queens(int size) {
    columns = new int[size];
  }

  @Profile("queens")
  int solutions() {
    return place(0);
  }

  private int place(int row) {
    if (row == columns.length) {
      return 1;
    }
    IntPredicate free = column -> isFree(row, column);
    int solutions = 0;
    for (int column : IntStream.range(0, columns.length).filter(free).toArray()) {
      columns[row] = column;
      solutions += place(row + 1);
    }
    return solutions;
  }

  private boolean isFree(int row, int column) {
    return IntStream.range(0, row).noneMatch(above -> attacks(above, row, column));
  }

  private boolean attacks(int above, int row, int column) {
    int distance = Math.abs(columns[above] - column);
    return distance == 0 || distance == row - above;
  }
}
