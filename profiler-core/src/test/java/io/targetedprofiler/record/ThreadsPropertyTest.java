package io.targetedprofiler.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("For any interleaving of threads that share a slot")
class ThreadsPropertyTest {

  private static final int THREADS = 4;

  @Property(tries = 100)
  @Label("each call reports exactly the probes of its own thread")
  void interleaving(@ForAll @Size(max = 60) List<@IntRange(max = 3 * THREADS - 1) Integer> steps) {
    List<Walker> walkers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      walkers.add(new Walker(i));
    }
    try {
      steps.forEach(step -> walkers.get(step % THREADS).step(step / THREADS));
      walkers.forEach(Walker::finish);
    } finally {
      walkers.forEach(walker -> walker.thread.close());
    }
  }

  /** Begins a call if it has none, makes a call, or ends its call and looks at the report. */
  private static final class Walker {
    final ProfiledThread thread;
    private boolean open;
    private long calls;

    Walker(int number) {
      thread = new ProfiledThread(number);
    }

    void step(int what) {
      if (!open) {
        thread.begin("checkout");
        open = true;
      } else if (what > 0) {
        thread.call("price", 1);
        calls++;
      } else {
        thread.end("checkout");
        assertThat(thread.recording.root().totalNanos()).isEqualTo(calls);
        assertThat(thread.recording.last().weight()).isEqualTo(calls > 0 ? 2 : 1);
        open = false;
        calls = 0;
      }
    }

    void finish() {
      if (open) {
        step(0);
      }
      assertThat(RecorderSlots.of(thread.thread())).isNull();
    }
  }
}
