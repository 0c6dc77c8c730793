package chosen;

/** Its method runs while the class is being initialised. */
public final class EarlyService {

  private static final int FEE = fee();

  private EarlyService() {}

  public static int fee() {
    return 1;
  }

  public static int total() {
    return FEE + 1;
  }
}
