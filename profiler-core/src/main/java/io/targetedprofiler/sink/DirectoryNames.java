package io.targetedprofiler.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Turns profile names, which may hold anything, into names of directories that every file system
 * takes and that lead nowhere else. ASCII letters, digits, {@code .}, {@code _}, {@code -}, {@code
 * $} and inner spaces stay; every other byte of the UTF-8 form is {@code %} and two hexadecimal
 * digits, so that different names stay different. (A file system that ignores case may put two of
 * them into one directory, where their files are still apart.)
 */
final class DirectoryNames {
  private static final int MAX_LENGTH = 120;

  /** No name is encoded so. */
  private static final String EMPTY = "%";

  /** Names of devices on Windows, whatever their extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d|conin\\$|conout\\$)( *\\..*)?");

  private DirectoryNames() {}

  static String of(String profile) {
    if (profile.isEmpty()) {
      return EMPTY;
    }
    byte[] bytes = profile.getBytes(UTF_8);
    boolean device = DEVICE.matcher(profile.toLowerCase(Locale.ROOT)).matches();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      boolean atEdge = i == 0 || i == bytes.length - 1;
      if (isPlain(bytes[i]) || (isPlainWithin(bytes[i]) && !atEdge)) {
        name.append((char) bytes[i]);
      } else {
        appendEncoded(name, bytes[i]);
      }
    }
    if (device) {
      name.deleteCharAt(0);
      StringBuilder first = new StringBuilder();
      appendEncoded(first, bytes[0]);
      name.insert(0, first);
    }
    return name.length() <= MAX_LENGTH ? name.toString() : cut(name, bytes);
  }

  private static boolean isPlain(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '$';
  }

  /** At the begin a dot hides or leads upwards; at the end Windows drops both. */
  private static boolean isPlainWithin(byte c) {
    return c == '.' || c == ' ';
  }

  private static void appendEncoded(StringBuilder name, byte c) {
    name.append('%')
        .append(Character.forDigit((c >> 4) & 15, 16))
        .append(Character.forDigit(c & 15, 16));
  }

  /** What is cut off is told apart by a hash of the whole. */
  private static String cut(StringBuilder name, byte[] whole) {
    String hash = UUID.nameUUIDFromBytes(whole).toString();
    return name.substring(0, MAX_LENGTH - hash.length() - 2) + "%~" + hash;
  }
}
