package chosen;

/** Chosen by the configuration; an interface's methods cannot be. */
public interface NamedService {

  default String greet() {
    return "hello " + suffix();
  }

  String suffix();

  /** Its own methods are in a class that can be changed. */
  record Named(String suffix) implements NamedService {}
}
