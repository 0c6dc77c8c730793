package io.targetedprofiler.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, the oldest first, bounded in bytes: what has waited longest goes when
 * there is no room. Safe for use by many threads; none waits for what is sent.
 */
final class UploadQueue {
  private final long maxBytes;
  private final Deque<ProfileUpload> uploads = new ArrayDeque<>();
  private long bytes;

  UploadQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Adds the newest.
   *
   * @return what had to go for it
   */
  synchronized List<ProfileUpload> add(ProfileUpload upload) {
    uploads.addLast(upload);
    bytes += upload.pprof().length;
    return trim();
  }

  /** Puts back the oldest, which could not be sent; returns what had to go, which may be itself. */
  synchronized List<ProfileUpload> putBack(ProfileUpload upload) {
    uploads.addFirst(upload);
    bytes += upload.pprof().length;
    return trim();
  }

  /** Takes the oldest out; null if there is none. */
  synchronized @Nullable ProfileUpload take() {
    ProfileUpload oldest = uploads.pollFirst();
    if (oldest != null) {
      bytes -= oldest.pprof().length;
    }
    return oldest;
  }

  synchronized boolean isEmpty() {
    return uploads.isEmpty();
  }

  /** One alone may exceed the bound, else it could never be sent. */
  private List<ProfileUpload> trim() {
    List<ProfileUpload> gone = new ArrayList<>();
    while (bytes > maxBytes && uploads.size() > 1) {
      ProfileUpload oldest = uploads.removeFirst();
      bytes -= oldest.pprof().length;
      gone.add(oldest);
    }
    return gone;
  }
}
