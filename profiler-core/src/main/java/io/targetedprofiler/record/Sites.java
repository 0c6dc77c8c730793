package io.targetedprofiler.record;

import io.targetedprofiler.model.Frame;

/**
 * Turns sites into frames, when a call is over and once per site. Whoever weaves says how to treat
 * its own kind of site: the one static holder that weaving forces on us, since a woven method can
 * be handed nothing.
 */
public final class Sites {

  /** The weaver of this process, whichever that is. */
  public static final Weaver WOVEN =
      new Weaver() {
        @Override
        public Frame frameOf(Object site) {
          return Sites.frameOf(site);
        }

        @Override
        public Class<?> typeOf(Object site) {
          return site instanceof NamedSite ? NamedSite.class : weaver.typeOf(site);
        }

        @Override
        public boolean switchOff(Object site) {
          return !(site instanceof NamedSite) && weaver.switchOff(site);
        }

        @Override
        public void switchOn(Object site) {
          weaver.switchOn(site);
        }
      };

  private static final SiteTable<Frame> FRAMES = new SiteTable<>();

  private static volatile Weaver weaver = new Unwoven();

  private Sites() {}

  /** Sets who made the sites that are not named by hand. */
  public static void wovenBy(Weaver maker) {
    weaver = maker;
  }

  static Frame frameOf(Object site) {
    if (site instanceof NamedSite named) {
      return named.frame();
    }
    Frame known = FRAMES.get(site);
    return known != null ? known : FRAMES.computeIfAbsent(site, s -> weaver.frameOf(s));
  }

  /** Until a woven class is loaded. */
  private static final class Unwoven implements Weaver {
    @Override
    public Frame frameOf(Object site) {
      return Frame.named(site.toString());
    }

    @Override
    public boolean switchOff(Object site) {
      return false;
    }

    @Override
    public void switchOn(Object site) {}
  }
}
