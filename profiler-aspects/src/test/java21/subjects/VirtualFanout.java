package subjects;

import io.targetedprofiler.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Hands work to virtual threads, which Java has since 21. */
public class VirtualFanout {

  @Profile("virtual.start")
  public void start() throws InterruptedException {
    Thread.startVirtualThread(() -> price(1)).join();
    Thread.ofVirtual().name("priced").start(() -> price(2)).join();
    Thread unstarted = Thread.ofVirtual().unstarted(() -> price(3));
    unstarted.start();
    unstarted.join();
    Thread.ofPlatform().name("platform").start(() -> price(4)).join();
  }

  @Profile("virtual.executor")
  public int executor(int tasks) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    int sum = 0;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < tasks; i++) {
        futures.add(pool.submit(() -> price(1)));
      }
      for (Future<Integer> future : futures) {
        sum += future.get();
      }
    }
    return sum;
  }

  private int price(int amount) {
    return amount;
  }
}
