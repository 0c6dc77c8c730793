package io.targetedprofiler.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The one question that every inner probe asks first: are inner methods being recorded anywhere?
 * Tested by the probes' pointcut, so that an idle probe is one read of a plain static field and
 * nothing of the recorder.
 *
 * <p>The field may be plain: a recorder starts on the thread whose probes it serves, so no other
 * thread must see that it was opened. It is written hardly ever, because a flag that each profiled
 * call writes would be a cache line that every probe on every core reads: a root whose calls record
 * inner methods holds the gate open from its first call on, between its calls as well. It closes
 * when no root holds it any more, as when the last one's probes cost more than its budget; see
 * {@link Suspension}.
 *
 * <p>Code that a JIT compiler made while the gate was open has the whole probe in it, and keeps
 * some of its cost once the field says no. Hence a second answer, which compilers take for a
 * constant: closing changes it, and that makes them compile such code anew.
 */
public final class Gate {

  private static final MethodHandle YES = MethodHandles.constant(boolean.class, true);
  private static final MethodHandle NO = MethodHandles.constant(boolean.class, false);
  private static final MutableCallSite ANSWER = new MutableCallSite(YES);
  private static final MethodHandle CONSTANT = ANSWER.dynamicInvoker();
  private static final VarHandle OPEN = handleOfOpen();

  /** Of the roots that are still in use. */
  private static final Set<RootSite> HOLDERS = Collections.newSetFromMap(new WeakHashMap<>());

  private static boolean open;

  /** Whether it never closes. Guarded by the holders. */
  private static boolean kept;

  private Gate() {}

  /** Whether probes have to look for a recorder of their thread. */
  public static boolean isOpen() {
    return open && constant();
  }

  private static boolean constant() {
    try {
      return (boolean) CONSTANT.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e; // the user's stack may overflow here as anywhere
    } catch (Throwable e) {
      throw new AssertionError("a constant throws nothing", e);
    }
  }

  /**
   * Opens the gate for the inner calls of a root, until {@link #leave}; for a call whose recorder
   * is in its slot already.
   */
  static void hold(RootSite root) {
    if (!root.holdsGate || !(boolean) OPEN.getVolatile()) {
      enter(root);
    }
  }

  /**
   * Opens it for ever: some inner probes are those of roots, and have to be heard even while
   * nothing is being recorded. Before any of them can run.
   */
  public static void keepOpen() {
    synchronized (HOLDERS) {
      kept = true;
      open();
    }
  }

  private static void enter(RootSite root) {
    synchronized (HOLDERS) {
      HOLDERS.add(root);
      root.holdsGate = true;
      open();
    }
  }

  private static void open() {
    if (ANSWER.getTarget() == NO) {
      answer(YES);
    }
    OPEN.setVolatile(true);
  }

  /** The root's calls record no inner methods any more. */
  static void leave(RootSite root) {
    if (root.holdsGate) {
      synchronized (HOLDERS) {
        HOLDERS.remove(root);
        if (HOLDERS.isEmpty() && !kept && !closes()) {
          HOLDERS.add(root); // and leaves at its next call
        } else {
          root.holdsGate = false;
        }
      }
    }
  }

  /**
   * Closes unless a call is being recorded. Asked twice: once it is closed nobody can begin unseen,
   * but a call that is found only then has lost what it called meanwhile.
   */
  private static boolean closes() {
    if (RecorderSlots.anyWithProbes()) {
      return false;
    }
    OPEN.setVolatile(false);
    // A call that begins meanwhile is either seen here or sees that the gate is closed.
    if (RecorderSlots.anyWithProbes()) {
      OPEN.setVolatile(true);
      return false;
    }
    answer(NO);
    return true;
  }

  private static void answer(MethodHandle target) {
    ANSWER.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {ANSWER});
  }

  private static VarHandle handleOfOpen() {
    try {
      return MethodHandles.lookup().findStaticVarHandle(Gate.class, "open", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
