package io.targetedprofiler.aspect;

import io.targetedprofiler.record.HandOver;
import io.targetedprofiler.record.OutsideCall;
import io.targetedprofiler.web.ApacheRequests;
import io.targetedprofiler.web.JdkRequests;
import io.targetedprofiler.web.OkHttpRequests;

/**
 * Where woven code sends a request by an HTTP client: within a profiled call it is recorded by method and host. Clients
 * that the woven code does not know are named by patterns only, and none of the classes that know them is loaded.
 */
aspect HttpProbes {

  Object around(Object request):
      call(* java.net.http.HttpClient+.send(java.net.http.HttpRequest, ..)) && args(request, ..) && HandOverProbes.open() {
    OutsideCall call = JdkRequests.begin(request);
    Object response = null;
    try {
      response = proceed(request);
      return response;
    } finally {
      JdkRequests.end(call, response);
    }
  }

  Object around(Object request):
      call(* java.net.http.HttpClient+.sendAsync(java.net.http.HttpRequest, ..)) && args(request, ..) && HandOverProbes.open() {
    HandOver call = JdkRequests.beginElsewhere(request);
    Object future = null;
    try {
      future = proceed(request);
      return future;
    } finally {
      JdkRequests.endElsewhere(call, future);
    }
  }

  Object around():
      call(* org.apache.hc.client5.http.classic.HttpClient+.execute*(..)) && HandOverProbes.open() {
    OutsideCall call = ApacheRequests.begin(thisJoinPoint.getArgs());
    Object result = null;
    boolean threw = true;
    try {
      result = proceed();
      threw = false;
      return result;
    } finally {
      ApacheRequests.end(call, result, threw);
    }
  }

  Object around(Object target):
      call(* okhttp3.Call+.execute()) && target(target) && HandOverProbes.open() {
    OutsideCall call = OkHttpRequests.begin(target);
    Object response = null;
    try {
      response = proceed(target);
      return response;
    } finally {
      OkHttpRequests.end(call, response);
    }
  }
}
