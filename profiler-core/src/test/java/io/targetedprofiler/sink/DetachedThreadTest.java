package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A thread of the profiler")
@Timeout(60)
class DetachedThreadTest {

  @Test
  @DisplayName("lets the class loader go of the application whose thread made it")
  void pinsNoClassLoader() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Runnable work =
        () -> {
          running.countDown();
          awaitUninterrupted(end);
        };
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    WeakReference<ClassLoader> loader = startByAnApplication(work, collected);
    running.await();

    WeakReference<?> gone = null;
    while (gone == null) {
      System.gc();
      gone = (WeakReference<?>) collected.remove(50);
    }

    assertThat(gone).isSameAs(loader);
    end.countDown();
  }

  @Test
  @DisplayName("is a daemon with the library's class loader and no inherited thread locals")
  void inheritsNothing() throws InterruptedException {
    InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
    inheritable.set("mine");
    AtomicReference<String> inherited = new AtomicReference<>();

    Thread thread = DetachedThread.create("test", () -> inherited.set(inheritable.get()));

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isSameAs(Courier.class.getClassLoader());
    thread.start();
    thread.join();
    assertThat(inherited.get()).isNull();
  }

  /** In a method of its own, so that no local variable holds on to the loader. */
  private static WeakReference<ClassLoader> startByAnApplication(
      Runnable work, ReferenceQueue<ClassLoader> collected) throws Exception {
    ClassLoader loader = new ApplicationLoader();
    Runnable application =
        (Runnable)
            loader
                .loadClass(Application.class.getName())
                .getConstructor(Runnable.class)
                .newInstance((Runnable) () -> DetachedThread.create("test", work).start());
    assertThat(application.getClass().getClassLoader()).isSameAs(loader);
    Thread thread = new Thread(application);
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    return new WeakReference<>(loader, collected);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Has the thread made from its own code, with all that a thread might inherit. */
  public static final class Application implements Runnable {
    private static final InheritableThreadLocal<Object> CONTEXT = new InheritableThreadLocal<>();
    private final Runnable makeThread;

    public Application(Runnable makeThread) {
      this.makeThread = makeThread;
    }

    @Override
    public void run() {
      CONTEXT.set(this);
      makeThread.run();
    }
  }

  /** Knows only that class itself, in a protection domain of its own. */
  private static final class ApplicationLoader extends ClassLoader {
    ApplicationLoader() {
      super(DetachedThreadTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Application.class.getName())) {
        return super.loadClass(name, resolve);
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
