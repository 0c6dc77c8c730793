package subjects;

import io.targetedprofiler.Profile;

/** Methods whose probes are switched off and on. */
public class Switched {

  /** Run by {@link #within}, while that is under way, if there is one. */
  public Runnable meanwhile;

  @Profile("switched")
  public int root() {
    return within() + after();
  }

  int within() {
    if (meanwhile != null) {
      meanwhile.run();
    }
    return tiny();
  }

  int tiny() {
    return 1;
  }

  int after() {
    return tiny();
  }

  /** Its probe cannot be switched off: the fields of an interface are final. */
  public interface Fixed {
    @Profile("fixed")
    default int root() {
      return tiny();
    }

    default int tiny() {
      return 1;
    }
  }
}
