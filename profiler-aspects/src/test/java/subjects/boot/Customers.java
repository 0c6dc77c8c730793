package subjects.boot;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/customers")
public class Customers {

  private final JdbcTemplate jdbc;

  Customers(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/{id}")
  public Map<String, Object> customer(@PathVariable int id) {
    return Map.of("name", name(id));
  }

  @GetMapping
  public List<String> all() {
    return jdbc.queryForList("select id from customer order by id", Integer.class).stream()
        .map(this::name)
        .toList();
  }

  private String name(int id) {
    return jdbc.queryForObject("select name from customer where id = " + id, String.class);
  }

  @GetMapping("/{id}/missing")
  public String missing() {
    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  @GetMapping("/{id}/broken")
  public String broken() {
    throw new IllegalStateException("not today");
  }

  @GetMapping("/{id}/handled")
  public String handled() {
    throw new UnsupportedOperationException("not ever");
  }

  @ExceptionHandler(UnsupportedOperationException.class)
  public ResponseEntity<String> handle(UnsupportedOperationException e) {
    return ResponseEntity.status(501).body(e.getMessage());
  }

  @GetMapping("/{id}/error")
  public String error() {
    throw new AssertionError("cannot be");
  }

  @GetMapping("/{id}/forwarded")
  public void forwarded(
      @PathVariable int id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.getRequestDispatcher("/customers/" + id + "/callable").forward(request, response);
  }

  @GetMapping("/{id}/including")
  public void including(
      @PathVariable int id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.getRequestDispatcher("/customers/" + id).include(request, response);
    jdbc.queryForObject("select count(*) from customer", Integer.class);
  }

  @GetMapping("/{id}/callable")
  public Callable<String> callable() {
    return () -> "called";
  }

  @GetMapping("/{id}/deferred")
  public DeferredResult<String> deferred() {
    DeferredResult<String> result = new DeferredResult<>();
    CompletableFuture.runAsync(() -> result.setResult("deferred"));
    return result;
  }
}
