package io.targetedprofiler.sink;

import java.time.Instant;

/**
 * What is sent in one request.
 *
 * @param calls how many reports are in it
 * @param pprof gzipped; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record ProfileUpload(String profile, long calls, Instant from, Instant until, byte[] pprof) {}
