package io.targetedprofiler.format;

import java.io.IOException;

/**
 * The reports do not hold what a format is made of. Thrown before anything has been written; the
 * message is one line, fit for a user.
 */
public final class NothingToWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  NothingToWriteException(String message) {
    super(message);
  }
}
