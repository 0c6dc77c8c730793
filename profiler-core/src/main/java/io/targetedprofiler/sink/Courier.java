package io.targetedprofiler.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries items from any thread to one recipient, on a daemon thread of its own and in the order in
 * which they came. Whatever the recipient does (throw, wait, never return), those who offer notice
 * nothing: what no longer fits is dropped and reported.
 *
 * <p>Why not a ThreadPoolExecutor of one thread: "everything offered before has been handled" needs
 * a number given in the same step as the place in the queue, a flush must work while the queue is
 * full, and the bound on weight belongs under the same lock. With these in place the executor would
 * have only the thread's idle end left to do. The lock is held for a few assignments, never while
 * anything foreign runs.
 *
 * <p>The thread starts with the first item and ends when idle, so that a library that is not used
 * pins no class loader and costs no thread. For a second after its last work it looks for more by
 * itself, at growing intervals, instead of having itself woken: to wake a thread costs whoever does
 * it several microseconds, which are a profiled thread's.
 */
final class Courier<T> {

  /**
   * What may wait at most.
   *
   * @param items number of items in the queue
   * @param weight their weight together with that of the item in hand; one item alone may exceed it
   * @param idle how long the thread waits for the next item before it ends
   */
  record Bounds(int items, long weight, Duration idle) {}

  /**
   * Where the items go. Called on the courier's thread, except for {@link #dropped} and {@link
   * #weight}.
   */
  interface Recipient<T> {

    /** Handles one item. */
    void take(T item);

    /** Everything offered before a flush has been taken. */
    default void flush() {}

    /** There was no room for the item; called by whoever offered it. */
    void dropped(T item);

    /** {@link #take} or {@link #flush} threw this. */
    void failed(Throwable failure);

    /** An item's share of the bound; called by whoever offers it. */
    default long weight(T item) {
      return 1;
    }
  }

  private static final long FIRST_LOOK_NANOS = 1_000_000;
  private static final long LAST_LOOK_NANOS = 64_000_000;
  private static final long DOZE_NANOS = 1_000_000_000;

  private final String name;
  private final Bounds bounds;
  private final Recipient<T> recipient;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition flushing = lock.newCondition();

  // Written under the lock. An item's number is the count of those accepted up to it; so is what a
  // flush waits for.
  private final Queue<Parcel> queue = new ArrayDeque<>();
  private final TreeSet<Long> flushesWanted = new TreeSet<>();
  private long weight;
  private long accepted;
  private long handled;
  private long flushed;
  private boolean dozing;
  private boolean closed;
  private volatile @Nullable Thread worker;

  Courier(String name, Bounds bounds, Recipient<T> recipient) {
    this.name = name;
    this.bounds = bounds;
    this.recipient = recipient;
  }

  /**
   * Takes an item in, or drops it. Never throws and never waits for room; starts the thread if none
   * runs.
   *
   * @return whether the item will be handed to the recipient
   */
  boolean offer(T item) {
    boolean taken = false;
    try {
      taken = enqueue(new Parcel(item, recipient.weight(item)));
    } catch (Throwable cannotBeTaken) {
      // Most likely there is no memory; it is dropped like one that finds no room.
    }
    if (taken) {
      ensureWorker();
    } else {
      contain(() -> recipient.dropped(item));
    }
    return taken;
  }

  /**
   * Waits until everything offered before has been handled and the recipient has flushed.
   *
   * @return false if the time ran out, if this is the courier's own thread, or if the thread was
   *     interrupted; its interrupted flag is then set
   */
  boolean flush(Duration timeout) {
    long target = wantFlush();
    if (Thread.currentThread() == worker) {
      return false;
    }
    ensureWorker();
    return awaitFlush(target, saturatedNanos(timeout));
  }

  /**
   * Takes nothing in any more, hands over what waits, and ends its thread. For good.
   *
   * @return false if the thread had not ended after that time, or this one was interrupted; its
   *     interrupted flag is then set
   */
  boolean close(Duration timeout) {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    Thread last = worker;
    try {
      if (last != null && last != Thread.currentThread()) {
        last.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(saturatedNanos(timeout))));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return worker == null;
  }

  /** Whether nothing waits and nothing is in hand. */
  boolean isIdle() {
    lock.lock();
    try {
      return handled == accepted;
    } finally {
      lock.unlock();
    }
  }

  private boolean enqueue(Parcel parcel) {
    lock.lock();
    try {
      boolean alone = handled == accepted;
      if (closed
          || queue.size() >= bounds.items
          || (!alone && weight + parcel.weight > bounds.weight)) {
        return false;
      }
      queue.add(parcel);
      weight += parcel.weight;
      accepted++;
      if (!dozing || isHalfFull()) {
        work.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isHalfFull() {
    return 2L * queue.size() >= bounds.items || 2 * weight >= bounds.weight;
  }

  private long wantFlush() {
    lock.lock();
    try {
      if (flushed < accepted && flushesWanted.add(accepted)) {
        work.signal();
      }
      return accepted;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitFlush(long target, long timeoutNanos) {
    long left = timeoutNanos;
    lock.lock();
    try {
      while (flushed < target) {
        if (left <= 0) {
          return false;
        }
        left = flushing.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** If no thread can be had, what was accepted waits for the next offer or flush. */
  private void ensureWorker() {
    if (worker != null) {
      return;
    }
    Thread appointed = null;
    try {
      appointed = appointWorker();
      if (appointed != null) {
        appointed.start();
      }
    } catch (Throwable noThread) {
      dismiss(appointed);
    }
  }

  private @Nullable Thread appointWorker() {
    lock.lock();
    try {
      if (worker != null || (queue.isEmpty() && flushesWanted.isEmpty())) {
        return null;
      }
      Thread appointed = DetachedThread.create("profiler-" + name, this::work);
      worker = appointed;
      return appointed;
    } finally {
      lock.unlock();
    }
  }

  private void dismiss(@Nullable Thread thread) {
    lock.lock();
    try {
      if (worker == thread) {
        worker = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      while (worksOn()) {
        clearInterrupt();
      }
    } catch (Throwable failure) {
      failed(failure);
    } finally {
      dismiss(Thread.currentThread());
    }
  }

  /** A method of its own, so that nothing refers to the last job while the next one is awaited. */
  private boolean worksOn() {
    Runnable job = nextJob();
    if (job == null) {
      return false;
    }
    job.run();
    return true;
  }

  /** The next thing to do; null, and the thread dismissed, if there was none for the idle time. */
  private @Nullable Runnable nextJob() {
    lock.lock();
    try {
      Runnable job = pollJob();
      long doze = DOZE_NANOS;
      long look = FIRST_LOOK_NANOS;
      long left = bounds.idle.toNanos();
      while (job == null && left > 0 && !closed) {
        dozing = doze > 0;
        long wait = dozing ? Math.min(look, left) : left;
        look = Math.min(4 * look, LAST_LOOK_NANOS);
        try {
          long waited = wait - work.awaitNanos(wait);
          doze -= waited;
          left -= waited;
        } catch (InterruptedException ofNoMeaningHere) {
          // The wait goes on.
        }
        job = pollJob();
      }
      dozing = false;
      if (job == null) {
        worker = null;
      }
      return job;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Runnable pollJob() {
    boolean flushDue = !flushesWanted.isEmpty() && flushesWanted.first() <= handled;
    return flushDue ? this::flushRecipient : queue.poll();
  }

  /** An interrupt is meant for the recipient that was at work; the next item must not find it. */
  private static void clearInterrupt() {
    boolean unused = Thread.interrupted();
  }

  private void flushRecipient() {
    long upTo = handled;
    try {
      recipient.flush();
    } catch (Throwable failure) {
      failed(failure);
    }
    lock.lock();
    try {
      flushed = upTo;
      flushesWanted.headSet(upTo, true).clear();
      flushing.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(Throwable failure) {
    contain(() -> recipient.failed(failure));
  }

  private static void contain(Runnable callback) {
    try {
      callback.run();
    } catch (Throwable contained) {
      // The one who should hear of failures fails: there is nobody left to tell.
    }
  }

  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException beyondCenturies) {
      return duration.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  private final class Parcel implements Runnable {
    private final T item;
    private final long weight;

    Parcel(T item, long weight) {
      this.item = item;
      this.weight = weight;
    }

    @Override
    public void run() {
      try {
        recipient.take(item);
      } catch (Throwable failure) {
        failed(failure);
      } finally {
        handled();
      }
    }

    private void handled() {
      lock.lock();
      try {
        handled++;
        Courier.this.weight -= weight;
      } finally {
        lock.unlock();
      }
    }
  }
}
