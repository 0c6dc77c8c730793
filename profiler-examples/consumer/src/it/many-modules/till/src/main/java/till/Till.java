package till;

import io.targetedprofiler.Profile;
import stock.Shelf;

final class Till {

  private final Shelf shelf;

  Till(Shelf shelf) {
    this.shelf = shelf;
  }

  /** Has the name that a target has without one. */
  @Profile
  String sell(int pieces) {
    StringBuilder receipt = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      receipt.append(line(shelf.take()));
    }
    return receipt.toString();
  }

  private static String line(String good) {
    return good + '\n';
  }
}
