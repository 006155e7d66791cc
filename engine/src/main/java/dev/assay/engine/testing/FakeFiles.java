package dev.assay.engine.testing;

import dev.assay.engine.FolderCopy;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file system of one fake container: mounts, {@code /tmp}, and a root that is empty. */
final class FakeFiles {

  private record Place(String path, Path folder, boolean writable) {
    boolean holds(String other) {
      return path.equals("/") || other.equals(path) || other.startsWith(path + "/");
    }

    Path resolve(String other) {
      var rest = other.substring(path.length());
      return folder.resolve(rest.startsWith("/") ? rest.substring(1) : rest);
    }
  }

  private final List<Place> places = new ArrayList<>();
  private final Map<Path, Path> layers = new HashMap<>();

  FakeFiles(SandboxSpec spec, Path scratch) throws IOException {
    places.add(
        new Place("/", Files.createDirectories(scratch.resolve("root")), spec.writableRoot()));
    places.add(new Place("/tmp", Files.createDirectories(scratch.resolve("tmp")), true));
    places.add(new Place("/dev/shm", Files.createDirectories(scratch.resolve("shm")), true));
    for (Mount mount : spec.mounts()) {
      places.add(place(mount, scratch));
    }
    // The deepest mount that holds a path is the one that shows.
    places.sort(Comparator.comparing((Place place) -> place.path().length()).reversed());
  }

  private Place place(Mount mount, Path scratch) throws IOException {
    return switch (mount.source()) {
      case Source.ReadOnly(var folder) -> new Place(mount.path(), present(folder), false);
      case Source.CopyOnWrite(var folder) ->
          new Place(mount.path(), layer(present(folder), scratch), true);
      case Source.InWorkspace(var workspace, var folder) ->
          new Place(mount.path(), ((FakeWorkspace) workspace).folder(folder), true);
    };
  }

  private Path layer(Path folder, Path scratch) {
    return layers.computeIfAbsent(folder, _ -> scratch.resolve("layer-" + layers.size()));
  }

  private static Path present(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "cannot be mounted");
    }
    return folder;
  }

  /** At the start and not before: inputs may be filled until then. */
  void fillLayers() throws IOException {
    for (var layer : layers.entrySet()) {
      FolderCopy.copy(layer.getKey(), layer.getValue());
    }
  }

  Optional<Path> find(String path) {
    return places.stream()
        .filter(place -> place.holds(path))
        .findFirst()
        .map(place -> place.resolve(path));
  }

  Path readable(String path) throws IOException {
    return find(path)
        .filter(Files::exists)
        .orElseThrow(() -> new NoSuchFileException(path, null, "No such file or directory"));
  }

  Path writable(String path) throws IOException {
    var place = places.stream().filter(each -> each.holds(path)).findFirst().orElseThrow();
    if (!place.writable()) {
      throw new IOException(path + ": Read-only file system");
    }
    return place.resolve(path);
  }
}
