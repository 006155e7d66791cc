package dev.assay.bundle.competition;

import dev.assay.bundle.program.ContainerRole;
import dev.assay.bundle.program.Variables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What can be told about a command by looking at its words. */
final class CommandWords {
  private static final Pattern SHELL =
      Pattern.compile("&&|\\|\\||[|;&]|[0-9]?>>?.*|<.*|.+;|.*[`*].*|.*\\$\\(.*|.*\\$\\{?[A-Z].*");
  private static final Pattern UPPER_CASE = Pattern.compile("\\$[A-Z][A-Z0-9_]*");
  private static final Pattern INTERPRETER =
      Pattern.compile("(?:.*/)?(?:python[0-9.]*|bash|sh|dash|Rscript|julia|perl|node|ruby)");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "/bin/sh", "/bin/bash");
  private static final List<String> FOLDERS = List.of("/app/program/", "/app/ingestion_program/");

  private final List<String> words;

  CommandWords(List<String> words) {
    this.words = words;
  }

  /** Lower-case words with a sign that are no variables; upper-case ones are a shell's. */
  Set<String> unknownVariables() {
    Set<String> unknown = new TreeSet<>();
    if (!isShell()) {
      words.forEach(word -> unknown.addAll(Variables.unknownIn(word)));
      unknown.removeIf(word -> UPPER_CASE.matcher(word).matches());
    }
    return unknown;
  }

  /** The first word that only a shell would understand. */
  Optional<String> shellSyntax() {
    return isShell()
        ? Optional.empty()
        : words.stream().filter(word -> SHELL.matcher(word).matches()).findFirst();
  }

  private boolean isShell() {
    return words.size() > 2
        && SHELLS.contains(words.get(0))
        && words.get(1).startsWith("-")
        && words.get(1).endsWith("c");
  }

  /**
   * The file of the program that the command starts, relative to the program; empty where that
   * cannot be told.
   */
  Optional<String> script(ContainerRole role) {
    if (shellSyntax().isPresent()) {
      return Optional.empty();
    }
    String first = words.getFirst();
    if (!INTERPRETER.matcher(first).matches()) {
      boolean isPath = first.startsWith("./") || first.startsWith("/app/") || first.startsWith("$");
      return isPath ? inProgram(first, role) : Optional.empty();
    }
    for (String word : words.subList(1, words.size())) {
      if (word.equals("-m") || word.equals("-c") || word.equals("-e") || word.equals("-")) {
        return Optional.empty();
      }
      if (!word.startsWith("-")) {
        return word.contains(".") || word.contains("/") ? inProgram(word, role) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The working directory is the program's own folder. */
  private static Optional<String> inProgram(String word, ContainerRole role) {
    String path = Variables.substitute(word, role).replaceAll("/+", "/").replace("/./", "/");
    for (String folder : FOLDERS) {
      if (path.startsWith(folder) && path.length() > folder.length()) {
        return Optional.of(path.substring(folder.length()));
      }
    }
    boolean isElsewhere = path.startsWith("/") || path.contains("..") || path.startsWith("$");
    return isElsewhere
        ? Optional.empty()
        : Optional.of(path.startsWith("./") ? path.substring(2) : path);
  }
}
