package dev.assay.server.storage;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.assay.server.kernel.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration
class StorageConfiguration {

  @Bean
  LocalDisk localDisk(ServerSettings settings, Clock clock) throws IOException {
    Files.createDirectories(settings.data().resolve("tmp"));
    return new LocalDisk(settings.data().resolve("storage"), clock);
  }

  @Bean
  SignedLinks signedLinks(ServerSettings settings, Clock clock) throws IOException {
    return new SignedLinks(key(settings.data().resolve("storage").resolve("link-key")), clock);
  }

  @Bean
  LocalDiskStorage storage(LocalDisk disk, SignedLinks links, JdbcClient jdbc, Clock clock) {
    return new LocalDiskStorage(disk, links, jdbc, clock);
  }

  @Bean
  Drafts drafts(ServerSettings settings, LocalDiskStorage storage) throws IOException {
    return new LocalDrafts(settings.data().resolve("storage"), storage);
  }

  @Bean
  StorageSweep storageSweep(LocalDisk disk, JdbcClient jdbc) {
    return new StorageSweep(disk, jdbc);
  }

  @Bean
  RecurringTask<Void> sweepStorage(StorageSweep sweep, StorageSettings settings, Clock clock) {
    return Tasks.recurring("sweep-storage", FixedDelay.of(settings.sweepEvery()))
        .execute(
            (_, _) -> {
              try {
                sweep.sweep(clock.instant().minus(settings.keepUnused()));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /**
   * Made once, kept beside the objects, so that links outlive a restart and hold on every instance.
   */
  private static byte[] key(Path file) throws IOException {
    if (!Files.exists(file)) {
      var bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      var fresh =
          Files.createTempFile(
              file.getParent(),
              "link-key",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, bytes);
      try {
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException e) {
        // Another instance was quicker: its key holds.
      } finally {
        Files.delete(fresh);
      }
    }
    return Files.readAllBytes(file);
  }
}
