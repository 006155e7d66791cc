package dev.assay.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the benchmarks, or runs one. */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new Overhead(),
          new Bundles(),
          new Pages(),
          new Paint(),
          new Scale(),
          new Chaos(),
          new LintFromTheShell());

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      ALL.forEach(one -> System.out.printf("%-10s %s%n", one.name(), one.summary()));
      return;
    }
    var wanted = ALL.stream().filter(one -> one.name().equals(arguments[0])).findFirst();
    if (wanted.isEmpty()) {
      System.err.printf(
          "assay: There is no benchmark \"%s\". ./assay benchmark lists them.%n", arguments[0]);
      System.exit(2);
    } else {
      var line = wanted.get().run(options(List.of(arguments).subList(1, arguments.length)));
      System.out.println(line);
      System.exit(wanted.get().isGood(line) ? 0 : 1);
    }
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      var parts = words.get(i).split("=", 2);
      boolean apart = parts.length == 1 && i + 1 < words.size();
      if (!parts[0].startsWith("--") || (parts.length == 1 && !apart)) {
        throw new IllegalArgumentException(
            "Options have the form --name=value, got " + words.get(i));
      }
      options.put(parts[0].substring(2), apart ? words.get(++i) : parts[1]);
    }
    return options;
  }
}
