package till;

import stock.Shelf;

public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Shelf shelf = new Shelf();
    shelf.put("apple");
    shelf.put("pear");
    System.out.print(new Till(shelf).sell(3));
  }
}
