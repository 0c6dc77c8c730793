package io.targetedprofiler.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Finds a thread's recorder by the thread's id: a table of slots, each the head of a chain of the
 * recorders whose ids map to it. A thread that is not being profiled nearly always finds an empty
 * slot, for a fraction of what a {@link ThreadLocal} costs; virtual threads leave nothing behind.
 *
 * <p>A thread finds its own recorder with plain reads: it entered it itself, and while it is there
 * the slot is never empty. The usual case, a slot for oneself, is a compare-and-set; everything
 * else happens under a lock.
 */
final class RecorderSlots {

  private static final int THREADS = 4096;
  private static final int MASK = THREADS - 1;

  /**
   * Threads with neighbouring ids, such as those of a pool, lie so many slots apart: in cache lines
   * of their own, since each begin and end of a root writes to its thread's. Odd, so that no two of
   * the ids up to the number of slots share one.
   */
  private static final int SPREAD = 33;

  /**
   * Two slots for each thread: recorders that inner probes are told of, and after these others.
   * Only the latter are spread, for a probe would have to calculate more.
   */
  private static final ThreadRecorder[] HEADS = new ThreadRecorder[2 * THREADS];

  private static final VarHandle HEAD = MethodHandles.arrayElementVarHandle(ThreadRecorder[].class);
  private static final Object CHAINS = new Object();

  private RecorderSlots() {}

  /**
   * The head of the slot of recorders with inner probes that the current thread's id maps to: its
   * own recorder, a chain in which its own may be, or null, which says that the thread's inner
   * probes are not recorded. The whole of what is inlined into user code.
   */
  @SuppressWarnings({"deprecation", "NullAway"}) // Thread.threadId() needs JDK 19
  static @Nullable ThreadRecorder head() {
    return HEADS[(int) Thread.currentThread().getId() & MASK];
  }

  /** The recorder of a thread, or null. */
  static @Nullable ThreadRecorder of(Thread thread) {
    ThreadRecorder recorder = of(thread, slotOf(thread, true));
    return recorder != null ? recorder : of(thread, slotOf(thread, false));
  }

  private static @Nullable ThreadRecorder of(Thread thread, int slot) {
    ThreadRecorder recorder = (ThreadRecorder) HEAD.getAcquire(HEADS, slot);
    while (recorder != null && recorder.thread() != thread) {
      recorder = recorder.next;
    }
    return recorder;
  }

  /** Enters a recorder for its thread, which must be the current one. */
  static void add(ThreadRecorder recorder) {
    int slot = recorder.slot;
    // Only into an empty slot: its next may still be read by a thread that is on its way along the
    // chain.
    if (HEAD.getAcquire(HEADS, slot) == null) {
      recorder.next = null;
      if (HEAD.compareAndSet(HEADS, slot, null, recorder)) {
        return;
      }
    }
    synchronized (CHAINS) {
      removeDead(slot);
      ThreadRecorder head;
      do {
        head = (ThreadRecorder) HEAD.getAcquire(HEADS, slot);
        recorder.next = head;
      } while (!HEAD.compareAndSet(HEADS, slot, head, recorder));
    }
  }

  /** Removes a recorder; the current thread must be its own. */
  static void remove(ThreadRecorder recorder) {
    int slot = recorder.slot;
    if (recorder.next == null && HEAD.compareAndSet(HEADS, slot, recorder, null)) {
      return;
    }
    synchronized (CHAINS) {
      unlink(slot, recorder);
    }
  }

  /** Removes the recorders of threads that died with a call open. */
  static void removeDead() {
    for (int slot = 0; slot < HEADS.length; slot++) {
      if (HEAD.getAcquire(HEADS, slot) != null) {
        synchronized (CHAINS) {
          removeDead(slot);
        }
      }
    }
  }

  /** Recorders of threads that died with a call open, which only a call opened by hand can do. */
  private static void removeDead(int slot) {
    ThreadRecorder recorder = (ThreadRecorder) HEAD.getAcquire(HEADS, slot);
    while (recorder != null) {
      ThreadRecorder next = recorder.next;
      Thread owner = recorder.thread();
      if (owner != null && !owner.isAlive()) {
        unlink(slot, recorder);
      }
      recorder = next;
    }
  }

  private static void unlink(int slot, ThreadRecorder recorder) {
    while (true) {
      ThreadRecorder head = (ThreadRecorder) HEAD.getAcquire(HEADS, slot);
      if (head == recorder) {
        if (HEAD.compareAndSet(HEADS, slot, recorder, recorder.next)) {
          return;
        }
        continue; // another thread put itself in front
      }
      for (ThreadRecorder before = head; before != null; before = before.next) {
        if (before.next == recorder) {
          before.next = recorder.next;
          return;
        }
      }
      return;
    }
  }

  /** Whether any thread's inner probes are being recorded. */
  static boolean anyWithProbes() {
    for (int slot = 0; slot < THREADS; slot++) {
      if (HEAD.getVolatile(HEADS, slot) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a thread's recorder is entered.
   *
   * @param probes whether inner probes are to find it
   */
  @SuppressWarnings("deprecation") // Thread.threadId() needs JDK 19
  static int slotOf(Thread thread, boolean probes) {
    int id = (int) thread.getId();
    return probes ? id & MASK : THREADS + (id * SPREAD & MASK);
  }
}
