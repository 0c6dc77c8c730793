package weather

import io.targetedprofiler.Profile
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutorService
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async

/** Hands work to other threads. */
class Readings(private val pool: ExecutorService) {

  @Profile("handed over")
  fun handedOver(): Int {
    val submitted = pool.submit(Callable { reading(1) })
    val supplied =
        CompletableFuture.supplyAsync({ reading(2) }, pool).thenApplyAsync({ reading(it) }, pool)
    val own = Thread { reading(3) }
    own.start()
    own.join()
    return submitted.get() + supplied.join()
  }

  /** The call is over when what it returns is. */
  @Profile("deferred")
  fun later(scope: CoroutineScope): Deferred<Int> = scope.async { reading(4) }

  private fun reading(number: Int) = number
}
