package io.targetedprofiler.agent;

import io.targetedprofiler.format.StatisticsOrder;
import java.util.Iterator;

/** The keys to sort by, for the help. */
final class OrderKeys implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return StatisticsOrder.allKeys().iterator();
  }
}
