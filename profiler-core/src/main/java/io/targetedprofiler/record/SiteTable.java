package io.targetedprofiler.record;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of sites, each kept by the class that its method is in: a site refers to its class,
 * so anything else that kept it would keep the class, and with it an application that is to be
 * unloaded. Safe for use by any thread.
 */
public final class SiteTable<V> {

  private final ClassValue<ConcurrentMap<Object, V>> byClass =
      new ClassValue<>() {
        @Override
        protected ConcurrentMap<Object, V> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /** Empty. */
  public SiteTable() {}

  /** What is known of a site; null if nothing is. */
  public @Nullable V get(Object site) {
    return ofClassOf(site).get(site);
  }

  /**
   * What is known of a site.
   *
   * @param make called once for each site
   */
  public V computeIfAbsent(Object site, Function<Object, V> make) {
    return ofClassOf(site).computeIfAbsent(site, make);
  }

  private ConcurrentMap<Object, V> ofClassOf(Object site) {
    return byClass.get(Sites.WOVEN.typeOf(site));
  }
}
