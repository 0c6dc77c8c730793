package io.targetedprofiler.sink;

import io.targetedprofiler.record.ProfilerThread;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes daemon threads that keep nothing of the thread that makes them. A thread of ours is often
 * started by a user's, and a library shared by several applications must not hold on to the class
 * loader of the one that happened to be first.
 */
final class DetachedThread {

  private DetachedThread() {}

  /**
   * A thread that is not started yet: without inherited thread locals, with this library's class
   * loader.
   */
  static Thread create(String name, Runnable work) {
    Thread thread = withoutCallersContext(() -> new ProfilerThread(work, name));
    thread.setDaemon(true);
    thread.setContextClassLoader(DetachedThread.class.getClassLoader());
    return thread;
  }

  /**
   * Up to JDK 23 a thread remembers the access context that it was made in: the protection domains,
   * and so the class loaders, of all callers, security manager or not. Within a privileged action
   * only our own is seen.
   */
  @SuppressWarnings("removal")
  private static Thread withoutCallersContext(PrivilegedAction<Thread> making) {
    return AccessController.doPrivileged(making);
  }
}
