package dev.assay.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Driver;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.assay.engine.EngineException;
import dev.assay.engine.HostileFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the engine sees this process's folders, and whether it can lay a private layer
 * over one. Nothing is run for it: asking for a file out of a container that was only made has the
 * engine mount everything all the same, and an empty image will do.
 */
final class HostProbe {
  private static final Logger log = LoggerFactory.getLogger(HostProbe.class);

  private final DockerApi api;
  private final Path folder;

  HostProbe(DockerApi api, Path folder) {
    this.api = api;
    this.folder = folder;
  }

  /**
   * @return whether private layers work
   * @throws EngineException if the engine is not on this host, or does not see this folder
   */
  boolean layersWork() throws IOException {
    var place = Files.createTempDirectory(folder, "probe-");
    var image = api.importEmptyImage();
    try {
      Files.writeString(Files.createDirectories(place.resolve("lower")).resolve("marker"), "seen");
      Files.createDirectories(place.resolve("upper"));
      Files.createDirectories(place.resolve("work"));
      checkSameHost(image, place);
      return !place.toString().matches(".*[,:\\\\].*") && seesMarker(image, overlay(place));
    } finally {
      new HostileFolder(place).delete();
      removeImage(image);
    }
  }

  private void checkSameHost(String image, Path place) {
    var bind = new Mount().withType(MountType.BIND).withSource(place.resolve("lower").toString());
    if (!seesMarker(image, bind)) {
      throw new EngineException(
          "it answers but does not see the folder "
              + folder
              + ": engine and worker must be on one host and know the folder by the same path");
    }
  }

  private static Mount overlay(Path place) {
    var options =
        "lowerdir=%s,upperdir=%s,workdir=%s"
            .formatted(place.resolve("lower"), place.resolve("upper"), place.resolve("work"));
    return new Mount()
        .withType(MountType.VOLUME)
        .withVolumeOptions(
            new VolumeOptions()
                .withNoCopy(true)
                .withDriverConfig(
                    new Driver()
                        .withName("local")
                        .withOptions(
                            Map.of("type", "overlay", "device", "overlay", "o", options))));
  }

  private boolean seesMarker(String image, Mount mount) {
    String container;
    try {
      container =
          api.calls()
              .createContainerCmd(image)
              .withCmd("never-run")
              .withLabels(Map.of(ContainerRequest.MARK, "1"))
              .withHostConfig(
                  HostConfig.newHostConfig()
                      .withNetworkMode("none")
                      .withMounts(List.of(mount.withTarget("/probe"))))
              .exec()
              .getId();
    } catch (DockerException refused) {
      log.debug("The engine refuses {}: {}", mount, EngineWords.of(refused));
      return false;
    }
    try (var found = api.calls().copyArchiveFromContainerCmd(container, "/probe/marker").exec()) {
      return found.read() >= 0;
    } catch (NotFoundException unseen) {
      return false;
    } catch (DockerException | IOException e) {
      log.debug("The engine cannot mount {}: {}", mount, e.toString());
      return false;
    } finally {
      new Removals(api).remove(container);
    }
  }

  private void removeImage(String image) {
    try {
      api.calls().removeImageCmd(image).withForce(true).exec();
    } catch (DockerException e) {
      log.debug("The empty image {} stays: {}", image, EngineWords.of(e));
    }
  }
}
