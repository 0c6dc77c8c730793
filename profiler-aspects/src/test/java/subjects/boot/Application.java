package subjects.boot;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What a stranger writes: nothing of it knows the profiler. */
@SpringBootApplication
public class Application {}
