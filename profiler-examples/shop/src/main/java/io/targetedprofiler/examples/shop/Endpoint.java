package io.targetedprofiler.examples.shop;

import com.sun.net.httpserver.HttpExchange;

/**
 * Answers the requests of one method to one path; runs on the threads of its {@link WebServer},
 * several at a time.
 */
@FunctionalInterface
interface Endpoint {

  /** Whatever it throws becomes a status of 500. */
  Response answer(HttpExchange request) throws Exception;
}
