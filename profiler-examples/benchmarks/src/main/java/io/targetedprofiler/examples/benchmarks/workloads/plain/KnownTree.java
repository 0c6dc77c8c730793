package io.targetedprofiler.examples.benchmarks.workloads.plain;

import io.targetedprofiler.Profile;
import io.targetedprofiler.examples.benchmarks.workloads.Script;
import java.util.function.Function;

/**
 * A call tree whose methods are named for the time that they work themselves. How often and how
 * long is scripted.
 */
public final class KnownTree {

  /** The target's name. */
  public static final String PROFILE = "known";

  private final Script run;
  private final Script parent1ms;
  private final Script parent100us;
  private final Script parent20us;
  private final Script parent5us;
  private final Script parent1us;
  private final Script leaf200ns;
  private final Script leaf500ns;
  private final Script leaf2us;
  private final Script bimodal;
  private final Script leaf100us;
  private final Script leaf1ms;
  private final Script leaf10ms;
  private final Script parent2us;
  private final Script tiny200ns;
  private final Script rises;
  private final Script falls;
  private final Script risingParent;
  private final Script tiny500ns;

  /**
   * A tree for one run.
   *
   * @param script of a method, by its name
   */
  public KnownTree(Function<String, Script> script) {
    run = script.apply("run");
    parent1ms = script.apply("parent1ms");
    parent100us = script.apply("parent100us");
    parent20us = script.apply("parent20us");
    parent5us = script.apply("parent5us");
    parent1us = script.apply("parent1us");
    leaf200ns = script.apply("leaf200ns");
    leaf500ns = script.apply("leaf500ns");
    leaf2us = script.apply("leaf2us");
    bimodal = script.apply("bimodal");
    leaf100us = script.apply("leaf100us");
    leaf1ms = script.apply("leaf1ms");
    leaf10ms = script.apply("leaf10ms");
    parent2us = script.apply("parent2us");
    tiny200ns = script.apply("tiny200ns");
    rises = script.apply("rises");
    falls = script.apply("falls");
    risingParent = script.apply("risingParent");
    tiny500ns = script.apply("tiny500ns");
  }

  /** Runs all of it, once. */
  @Profile(PROFILE)
  public void run() {
    run.work();
    for (int n = parent1ms.batch(); n > 0; n--) {
      parent1ms();
    }
    for (int n = leaf10ms.batch(); n > 0; n--) {
      leaf10ms();
    }
    for (int n = parent2us.batch(); n > 0; n--) {
      parent2us();
    }
    for (int n = rises.batch(); n > 0; n--) {
      rises();
    }
    for (int n = falls.batch(); n > 0; n--) {
      falls();
    }
    for (int n = risingParent.batch(); n > 0; n--) {
      risingParent();
    }
  }

  private void parent1ms() {
    parent1ms.work();
    for (int n = parent100us.batch(); n > 0; n--) {
      parent100us();
    }
    for (int n = leaf1ms.batch(); n > 0; n--) {
      leaf1ms();
    }
  }

  private void parent100us() {
    parent100us.work();
    for (int n = parent20us.batch(); n > 0; n--) {
      parent20us();
    }
    for (int n = leaf100us.batch(); n > 0; n--) {
      leaf100us();
    }
  }

  private void parent20us() {
    parent20us.work();
    for (int n = parent5us.batch(); n > 0; n--) {
      parent5us();
    }
    for (int n = leaf2us.batch(); n > 0; n--) {
      leaf2us();
    }
    for (int n = bimodal.batch(); n > 0; n--) {
      bimodal();
    }
  }

  private void parent5us() {
    parent5us.work();
    for (int n = parent1us.batch(); n > 0; n--) {
      parent1us();
    }
    for (int n = leaf500ns.batch(); n > 0; n--) {
      leaf500ns();
    }
  }

  private void parent1us() {
    parent1us.work();
    for (int n = leaf200ns.batch(); n > 0; n--) {
      leaf200ns();
    }
  }

  private void parent2us() {
    parent2us.work();
    for (int n = tiny200ns.batch(); n > 0; n--) {
      tiny200ns();
    }
  }

  private void risingParent() {
    risingParent.work();
    for (int n = tiny500ns.batch(); n > 0; n--) {
      tiny500ns();
    }
  }

  private void leaf200ns() {
    leaf200ns.work();
  }

  private void leaf500ns() {
    leaf500ns.work();
  }

  private void leaf2us() {
    leaf2us.work();
  }

  private void bimodal() {
    bimodal.work();
  }

  private void leaf100us() {
    leaf100us.work();
  }

  private void leaf1ms() {
    leaf1ms.work();
  }

  private void leaf10ms() {
    leaf10ms.work();
  }

  private void tiny200ns() {
    tiny200ns.work();
  }

  private void tiny500ns() {
    tiny500ns.work();
  }

  private void rises() {
    rises.work();
  }

  private void falls() {
    falls.work();
  }
}
