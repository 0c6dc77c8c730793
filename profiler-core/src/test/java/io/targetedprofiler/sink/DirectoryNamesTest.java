package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

@Label("A profile's directory")
class DirectoryNamesTest {

  @Example
  @Label("is named as the profile, where that is harmless")
  void harmless() {
    assertName("checkout", "checkout");
    assertName("OrderService.checkout", "OrderService.checkout");
    assertName("nightly import-2_$b", "nightly import-2_$b");
  }

  @Example
  @Label("never leads elsewhere, is never hidden, reserved or empty")
  void harmful() {
    assertName("", "%");
    assertName("..", "%2e%2e");
    assertName("../../etc/passwd", "%2e.%2f..%2fetc%2fpasswd");
    assertName("C:\\Temp", "C%3a%5cTemp");
    assertName(".hidden. ", "%2ehidden.%20");
    assertName("100%", "100%25");
    assertName("Größe", "Gr%c3%b6%c3%9fe");
    assertName("a\0b\nc", "a%00b%0ac");
    assertName("<init>|\"*?", "%3cinit%3e%7c%22%2a%3f");
    assertName("NUL", "%4eUL");
    assertName("com1.log", "%63om1.log");
    assertName("console", "console");
  }

  @Example
  @Label("has a bounded name, which still differs if the profiles do")
  void bounded() {
    String a = DirectoryNames.of("a".repeat(10_000));
    String b = DirectoryNames.of("a".repeat(10_001));

    assertThat(a).hasSize(120).startsWith("aaaa");
    assertThat(b).hasSize(120).isNotEqualTo(a);
  }

  @Property
  @Label("is a single plain element of a path, for any profile")
  void plain(@ForAll String profile) {
    String name = DirectoryNames.of(profile);

    assertThat(name).matches("[A-Za-z0-9_$%~-]([A-Za-z0-9._$%~ -]{0,118}[A-Za-z0-9_$%~-])?");
    assertThat(Path.of("dir").resolve(name).normalize()).isEqualTo(Path.of("dir", name));
  }

  @Property
  @Label("differs for different profiles")
  void injective(
      @ForAll @StringLength(max = 3) @Chars({'.', ' ', '%', '/', 'n', 'N', 'u', 'l', '2', 'e'})
          String a,
      @ForAll @StringLength(max = 3) @Chars({'.', ' ', '%', '/', 'n', 'N', 'u', 'l', '2', 'e'})
          String b) {
    Assume.that(!a.equals(b));

    assertThat(DirectoryNames.of(a)).isNotEqualTo(DirectoryNames.of(b));
  }

  private static void assertName(String profile, String name) {
    assertThat(DirectoryNames.of(profile)).isEqualTo(name);
  }
}
