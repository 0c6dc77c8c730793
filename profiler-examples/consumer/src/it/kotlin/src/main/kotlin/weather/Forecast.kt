package weather

import io.targetedprofiler.Profile
import java.io.IOException
import kotlinx.coroutines.runBlocking

/** What Kotlin compiles to the code that weaving finds hard. */
class Forecast(private val sensor: Sensor) {

  private val unit by lazy { symbol() }

  private fun symbol() = "°C"

  @Profile("forecast")
  fun forecast(lines: List<String>): String = runBlocking {
    val words = StringBuilder()
    for (line in lines) {
      words.append(line(Station.of(line)))
    }
    words.toString()
  }

  private suspend fun line(station: Station): String {
    val degrees =
        try {
          sensor.readTwice(station)
        } finally {
          note(station.name)
        }
    return describe(station, degrees) + sky(degrees).word()
  }

  // The early return stands among the arguments of a call.
  private fun describe(station: Station, degrees: Int?): String =
      join(station.name, degrees ?: return unknown(station), unit)

  private fun join(name: String, degrees: Int, unit: String, high: Boolean = false): String =
      "$name $degrees $unit $high"

  private fun unknown(station: Station): String = "${station.name} ?" + station.isHigh

  private fun sky(degrees: Int?): Sky =
      when {
        degrees == null -> Sky.Clear
        degrees > 20 -> Sky.Clear
        else -> Sky.Cloudy(5)
      }

  private fun note(text: String) {
    measured { text.length.also(::check) }
  }

  private fun check(length: Int) {
    require(length > 0)
  }

  private inline fun measured(block: () -> Int): Int =
      try {
        block()
      } catch (e: IllegalStateException) {
        -1
      }

  /** A marked function that suspends. */
  @Profile("marked suspend")
  suspend fun suspended(station: Station): String? {
    val first = sensor.read(station)
    return text(first ?: return null, sensor.readAtOnce(station))
  }

  private fun text(first: Int, second: Int?) = "$first $second"

  /** Checked exceptions are thrown without being declared. */
  @Profile("failing")
  fun failing() {
    fail("no sensor")
  }

  private fun fail(why: String): Nothing = throw IOException(why)

  /** Local, tail-recursive and extension functions, lambdas, a sequence, a value class. */
  @Profile("shapes")
  fun shapes(): Int {
    fun local(x: Int) = x + 1
    val squares = sequence {
      for (i in 1..3) {
        yield(square(i))
      }
    }
    return squares.map { local(it) }.sum() + gcd(12, 18) + "a".twice().length + Celsius(3).degrees()
  }

  private fun square(x: Int) = x * x

  private tailrec fun gcd(a: Int, b: Int): Int = if (b == 0) a else gcd(b, a % b)
}

fun String.twice(): String = this + this

@JvmInline
value class Celsius(private val value: Int) {
  fun degrees(): Int = value
}
