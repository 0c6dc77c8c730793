package io.targetedprofiler.record;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sites of one kind of calls that leave the program, by what is called: the same text is the
 * same site. Texts may be made up at run time without end, so after {@value #MAX_TEXTS} further
 * ones share one site. Safe for use by any thread.
 */
public final class OutsideSites {

  static final int MAX_TEXTS = 1_000;
  static final int MAX_CHARACTERS = 2_000;

  private final String kind;
  private final NamedSite other;
  private final ConcurrentMap<String, NamedSite> sites = new ConcurrentHashMap<>();
  private final AtomicInteger texts = new AtomicInteger();

  /**
   * No site yet.
   *
   * @param kind what stands before each text, such as {@code SQL}
   */
  public OutsideSites(String kind) {
    this.kind = kind;
    this.other = NamedSite.outside(kind + " (other)");
  }

  /**
   * The site of a text.
   *
   * @param text holds no values of the user's; cut at {@value #MAX_CHARACTERS} characters
   */
  public NamedSite of(String text) {
    String key = text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + '…';
    NamedSite known = sites.get(key);
    if (known != null) {
      return known;
    }
    if (texts.get() >= MAX_TEXTS || texts.incrementAndGet() > MAX_TEXTS) {
      return other;
    }
    return sites.computeIfAbsent(key, k -> NamedSite.outside(kind + ' ' + k));
  }
}
