package io.targetedprofiler.outside;

import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.OutsideSites;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The site of each statement. A program has the same few hundred texts again and again, so they are
 * looked at once; one that writes its values into the text has new ones without end, which push the
 * others out.
 */
final class SqlSites {

  static final int MAX_KNOWN = 2_000;
  private static final int MAX_KEPT_CHARACTERS = 4_000;

  private final OutsideSites sites = new OutsideSites("SQL");
  private final ConcurrentMap<String, NamedSite> known = new ConcurrentHashMap<>();

  NamedSite of(String sql) {
    NamedSite site = known.get(sql);
    if (site == null) {
      site = sites.of(SqlText.of(sql));
      if (sql.length() <= MAX_KEPT_CHARACTERS) {
        if (known.size() >= MAX_KNOWN) {
          known.clear();
        }
        known.put(sql, site);
      }
    }
    return site;
  }

  int known() {
    return known.size();
  }
}
