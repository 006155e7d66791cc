package dev.assay.server;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the site, the site worker, or both, as {@code assay.roles} says. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AssayServer {

  public static void main(String[] arguments) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    SpringApplication.run(AssayServer.class, arguments);
  }
}
