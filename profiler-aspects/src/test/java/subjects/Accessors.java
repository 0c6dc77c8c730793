package subjects;

import io.targetedprofiler.NoProfile;
import io.targetedprofiler.Probe;
import io.targetedprofiler.Profile;

/** Methods that are named like accessors, and some that only look so. */
public class Accessors implements Comparable<Accessors> {

  private int value = 3;

  @Profile("accessors")
  public int all() {
    setValue(getValue() + 1);
    setValue(2, 3);
    int sum = get() + getValue() + getValue(7) + getAnswer() + size() + (isEmpty() ? 1 : 0);
    Accessors other = new Accessors();
    sum += compareTo(other) + (equals(other) ? 1 : 0) + hashCode() + isBig(4);
    return sum + new Taken().sum();
  }

  @Profile("marked accessor")
  public int getMarked() {
    return 5;
  }

  int getValue() {
    return value;
  }

  void setValue(int to) {
    value = to;
  }

  void setValue(int first, int second) {
    value = first + second;
  }

  int get() {
    return value;
  }

  int getValue(int plus) {
    return value + plus;
  }

  @Probe
  int getAnswer() {
    return 42;
  }

  int size() {
    return 1;
  }

  boolean isEmpty() {
    return false;
  }

  int isBig(int number) {
    return number > 3 ? 1 : 0;
  }

  @Override
  public int compareTo(Accessors other) {
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  /** A type whose accessors are all taken in, but for one. */
  @Probe
  static final class Taken {
    int sum() {
      return getOne() + getTwo();
    }

    private int getOne() {
      return 1;
    }

    @NoProfile
    private int getTwo() {
      return 2;
    }
  }
}
