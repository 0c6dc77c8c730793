package subjects;

/** Probes of a default method cannot be switched off. */
interface Prices {
  default int price(int number) {
    return number + 1;
  }
}
