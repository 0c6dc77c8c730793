package io.targetedprofiler.format;

import java.io.IOException;

/**
 * A file is not what its reader takes. The message is one line that names the file and the place.
 */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * With the whole message.
   *
   * @param message one line, fit for a user
   */
  public UnreadableException(String message) {
    super(message);
  }
}
