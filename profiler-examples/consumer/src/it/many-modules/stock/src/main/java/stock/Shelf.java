package stock;

import java.util.ArrayDeque;
import java.util.Deque;

/** Part of every call tree of the till, although it is in another module. */
public final class Shelf {

  private final Deque<String> goods = new ArrayDeque<>();

  public void put(String good) {
    goods.add(good);
  }

  public String take() {
    return isEmpty() ? "nothing" : goods.remove();
  }

  private boolean isEmpty() {
    return goods.isEmpty();
  }
}
