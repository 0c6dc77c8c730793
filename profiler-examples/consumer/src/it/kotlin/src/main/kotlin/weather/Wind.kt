package weather

/** Unmarked: the configuration chooses its method. */
class Wind(private val metresPerSecond: Int) {

  // The early return stands among the arguments of a call.
  fun beaufort(name: String?): String = join(force(), name ?: return calm())

  private fun force() = metresPerSecond / 3

  private fun calm() = "calm "

  private fun join(force: Int, name: String) = "$force $name"
}
