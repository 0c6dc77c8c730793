package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** Several profiled calls at once, each handing random tasks, which hand over more, to one pool. */
@Label("Among random graphs of hand-overs on one pool")
class HandOverGraphsTest {

  private static final CalibratedClock CLOCK = CalibratedClock.of(NanoClock.SYSTEM, ProbeCost.FREE);

  private static final String[] NAMES = {"a", "b", "c"};

  @Property(tries = 60)
  @Label("every call is in the report of its root, as often as it was made, and in no other")
  void neverMix(@ForAll long seed) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Program> programs = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      CountDownLatch go = new CountDownLatch(1);
      for (int i = 0; i < 3; i++) {
        Program program = new Program("root" + i, seed + i, pool);
        programs.add(program);
        callers.add(new Thread(() -> program.profile(go)));
      }
      callers.forEach(Thread::start);
      go.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
      for (Program program : programs) {
        assertThat(program.reported()).isEqualTo(program.made);
      }
    } finally {
      pool.shutdownNow();
      assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** One root and what it does; names its calls after itself. */
  private static final class Program {
    final Map<String, Long> made = new HashMap<>();
    private final Map<String, Object> sites = new HashMap<>();
    private final AtomicReference<RecordedCall> recorded = new AtomicReference<>();
    private final String name;
    private final long seed;
    private final ExecutorService pool;
    private final RootSite root;
    private final Phaser running = new Phaser(1);

    Program(String name, long seed, ExecutorService pool) {
      this.name = name;
      this.seed = seed;
      this.pool = pool;
      for (String call : NAMES) {
        sites.put(call, new NamedSite(name + call));
        sites.put("task" + call, new NamedSite(name + "task" + call));
      }
      this.root =
          new RootSite(
              name,
              new NamedSite(name),
              RootSite.Settings.DEFAULT,
              CallMeter.NONE,
              call -> call.deliver(recorded::set),
              CLOCK);
    }

    void profile(CountDownLatch go) {
      await(go);
      root.enter();
      count(name);
      work(new Random(seed), 0);
      running.arriveAndAwaitAdvance();
      root.exit(null);
    }

    private void work(Random random, int level) {
      for (int i = random.nextInt(5); i > 0; i--) {
        String call = NAMES[random.nextInt(NAMES.length)];
        call(call, () -> step(random, level));
      }
    }

    private void step(Random random, int level) {
      if (level < 4 && random.nextBoolean()) {
        String kind = "task" + NAMES[random.nextInt(NAMES.length)];
        long next = random.nextLong();
        HandOver handOver = HandOver.at(sites.get(kind));
        running.register();
        if (random.nextInt(6) == 0) {
          task(handOver, kind, next, level); // the caller runs it
        } else {
          pool.execute(() -> task(handOver, kind, next, level));
        }
      }
    }

    private void task(HandOver handOver, String kind, long next, int level) {
      boolean recording = handOver.begin();
      if (recording) {
        count(name + kind);
      }
      try {
        work(new Random(next), level + 1);
      } finally {
        if (recording) {
          handOver.end(null);
        }
        running.arriveAndDeregister();
      }
    }

    private void call(String call, Runnable body) {
      Object site = sites.get(call);
      count(name + call);
      ThreadRecorder recorder = ThreadRecorder.current();
      recorder.enter(site);
      body.run();
      recorder.exit(site);
    }

    private void count(String what) {
      synchronized (made) {
        made.merge(what, 1L, Long::sum);
      }
    }

    /** What the report says. */
    Map<String, Long> reported() {
      CallReport report = recorded.get().toReport(1, Map.of());
      Map<String, Long> calls = new HashMap<>();
      add(report.tree(), calls);
      report
          .tree()
          .async()
          .forEach(
              work -> {
                assertThat(work.unfinished()).isZero();
                add(work.tree(), calls);
              });
      return calls;
    }

    private static void add(CallTree tree, Map<String, Long> calls) {
      Deque<CallNode> rest = new ArrayDeque<>(List.of(tree.root()));
      while (!rest.isEmpty()) {
        CallNode node = rest.pop();
        assertThat(node.selfNanos()).isNotNegative();
        if (node.calls() > 0) {
          calls.merge(node.frame().method(), node.calls(), Long::sum);
        }
        node.children().forEach(rest::push);
      }
    }

    private static void await(CountDownLatch go) {
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
