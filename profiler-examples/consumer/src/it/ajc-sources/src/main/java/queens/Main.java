package queens;

/** Ends without a flush: what was reported must be in the log all the same. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    for (int size : new int[] {2, 4}) {
      System.out.println(size + " queens: " + new Queens(size).solutions());
    }
  }
}
