package weather

import kotlinx.coroutines.yield

/** A data class, a companion, a default argument, properties. */
data class Station(val name: String, val height: Int = 0) {

  val isHigh: Boolean
    get() = height > 1_000

  companion object {
    fun of(line: String): Station = line.split('@').let { Station(it[0], it[1].toInt()) }
  }
}

sealed interface Sky {
  fun word(): String = "clear"

  data object Clear : Sky

  class Cloudy(private val eighths: Int) : Sky {
    override fun word() = "cloudy, $eighths/8"
  }
}

/** Measures with suspensions: each resume enters the function once more. */
class Sensor(private val values: Map<String, Int>) {

  suspend fun read(station: Station): Int? {
    yield()
    return values[station.name]
  }

  suspend fun readTwice(station: Station): Int? {
    val first = read(station)
    val second = read(station)
    return first?.plus(second ?: return null)
  }

  suspend fun readAtOnce(station: Station): Int? = values[station.name]
}
