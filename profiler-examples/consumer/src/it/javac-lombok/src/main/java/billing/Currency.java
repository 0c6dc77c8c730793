package billing;

/** A constant with a body of its own, and one without. */
enum Currency {
  EUR,
  JPY {
    @Override
    int digits() {
      return 0;
    }
  };

  int digits() {
    return 2;
  }
}
