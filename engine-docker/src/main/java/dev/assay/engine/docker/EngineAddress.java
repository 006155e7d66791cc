package dev.assay.engine.docker;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an engine may answer. */
record EngineAddress(URI uri) {

  /** In the order they are tried. */
  static List<EngineAddress> candidates(Map<String, String> environment) {
    var named = environment.getOrDefault("DOCKER_HOST", "");
    if (!named.isBlank()) {
      // Named means meant: another engine would run other images under the same names.
      return List.of(new EngineAddress(URI.create(named.strip())));
    }
    var places = new LinkedHashSet<String>();
    places.add("/var/run/docker.sock");
    var runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!runtime.isBlank()) {
      places.add(runtime + "/docker.sock");
      places.add(runtime + "/podman/podman.sock");
    }
    places.add("/run/podman/podman.sock");
    return places.stream().map(place -> new EngineAddress(URI.create("unix://" + place))).toList();
  }

  /** Why it is not worth calling, as far as the file system tells. */
  Optional<String> obstacle() {
    if (!"unix".equals(uri.getScheme())) {
      return Optional.empty();
    }
    var socket = Path.of(uri.getPath());
    if (!Files.exists(socket)) {
      return Optional.of("no such socket");
    }
    if (!Files.isWritable(socket)) {
      return Optional.of("permission denied (is this user in the group that owns the socket?)");
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
