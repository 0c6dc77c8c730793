package weather

import io.micrometer.core.instrument.Metrics
import io.micrometer.prometheusmetrics.PrometheusConfig
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry
import io.targetedprofiler.Profiler
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.Executors
import kotlinx.coroutines.runBlocking

fun main() {
  val registry = PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
  Metrics.addRegistry(registry)

  val forecast = Forecast(Sensor(mapOf("Oslo" to 4, "Rome" to 12)))
  println(forecast.forecast(listOf("Oslo@23", "Rome@21", "Quito@2850")))
  println(runBlocking { forecast.suspended(Station("Oslo")) })
  println(runBlocking { forecast.suspended(Station("Quito")) })
  try {
    forecast.failing()
  } catch (expected: IOException) {
    println(expected.message)
  }
  println(forecast.shapes())
  println(Wind(12).beaufort(null) + Wind(30).beaufort("storm"))

  val pool = Executors.newFixedThreadPool(2)
  val readings = Readings(pool)
  println(readings.handedOver())
  println(runBlocking { readings.later(this).await() })
  pool.shutdown()

  check(Profiler.flush(Duration.ofSeconds(20)))
  Files.writeString(Path.of("target", "scrape.txt"), registry.scrape())
}
