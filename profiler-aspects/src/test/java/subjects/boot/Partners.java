package subjects.boot;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Asks others, by each of Spring's clients as Boot makes them. */
@RestController
@RequestMapping("/partners")
public class Partners {

  private final RestClient client;
  private final RestTemplate template;
  private final WebClient reactive;

  Partners(RestClient.Builder client, RestTemplateBuilder template, WebClient.Builder reactive) {
    this.client = client.build();
    this.template = template.build();
    this.reactive = reactive.build();
  }

  @GetMapping("/client")
  public String byClient(@RequestParam String address) {
    return client
        .get()
        .uri(address)
        .retrieve()
        .onStatus(HttpStatusCode::isError, (request, response) -> {})
        .body(String.class);
  }

  @GetMapping("/template")
  public String byTemplate(@RequestParam String address) {
    return template.getForObject(address, String.class);
  }

  @GetMapping("/blocking")
  public String byReactive(@RequestParam String address) {
    return answer(address).block();
  }

  @GetMapping("/reactive")
  public Mono<String> later(@RequestParam String address) {
    return answer(address);
  }

  private Mono<String> answer(String address) {
    return reactive
        .get()
        .uri(address)
        .exchangeToMono(response -> response.bodyToMono(String.class).defaultIfEmpty(""));
  }
}
