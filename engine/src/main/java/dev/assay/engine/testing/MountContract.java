package dev.assay.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.Exit;
import dev.assay.engine.SandboxSpec;
import dev.assay.engine.SandboxSpec.Mount;
import dev.assay.engine.SandboxSpec.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a program finds where something was mounted, and around it. */
interface MountContract extends EngineBed {

  @Test
  default void a_read_only_mount_can_be_read_and_refuses_to_be_written() throws Exception {
    var folder = hostFolder("data.txt", "original");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    var ran =
        run(
            "cat /in/data.txt; echo new > /in/new.txt",
            process -> {
              process.out(process.read("/in/data.txt"));
              process.write("/in/new.txt", "new");
              return 0;
            },
            new Mount("/in", new Source.ReadOnly(folder)));
    assertThat(ran.code()).isNotZero();
    assertThat(ran.output().out()).isEqualTo("original");
    assertThat(ran.output().err()).contains("Read-only file system");
    assertThat(folder.resolve("new.txt")).doesNotExist();
  }

  @Test
  default void a_copy_on_write_mount_is_writable_and_what_lies_below_stays_as_it_was()
      throws Exception {
    var folder = hostFolder("data.txt", "original");
    writableForAll(folder);
    var mount = new Mount("/app/program", new Source.CopyOnWrite(folder));
    FakeProgram fake =
        process -> {
          process.out(String.join(" ", process.list("/app/program")));
          process.write("/app/program/data.txt", "changed");
          process.write("/app/program/new.txt", "new");
          process.out(" " + process.read("/app/program/data.txt"));
          return 0;
        };
    var shell =
        "cd /app/program; echo -n *; echo -n changed > data.txt; echo -n new > new.txt;"
            + " echo -n ' '; cat data.txt";
    assertThat(run(shell, fake, mount).output().out()).isEqualTo("data.txt changed");
    assertThat(run(shell, fake, mount).output().out())
        .as("the second run sees nothing of the first")
        .isEqualTo("data.txt changed");
    assertThat(folder.resolve("data.txt")).hasContent("original");
    assertThat(folder.resolve("new.txt")).doesNotExist();
  }

  private static void writableForAll(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
  }

  @Test
  default void a_copy_on_write_mount_shows_what_came_after_it_was_prepared() throws Exception {
    var folder = hostFolder("early.txt", "");
    writableForAll(folder);
    var command =
        program(
            "echo -n $(ls /in)",
            process -> {
              process.out(String.join(" ", process.list("/in")));
              return 0;
            });
    var output = new Recorder();
    try (var sandbox =
        engine().prepare(spec(command, new Mount("/in", new Source.CopyOnWrite(folder))))) {
      Files.writeString(folder.resolve("late.txt"), "");
      sandbox.start(output);
      sandbox.await(AMPLE);
    }
    assertThat(output.out()).isEqualTo("early.txt late.txt");
  }

  @Test
  default void one_copy_on_write_folder_at_two_places_is_one_layer() throws Exception {
    var folder = hostFolder("data.txt", "original");
    writableForAll(folder);
    var ran =
        run(
            "echo -n changed > /app/program/data.txt; cat /app/ingestion_program/data.txt",
            process -> {
              process.write("/app/program/data.txt", "changed");
              process.out(process.read("/app/ingestion_program/data.txt"));
              return 0;
            },
            new Mount("/app/program", new Source.CopyOnWrite(folder)),
            new Mount("/app/ingestion_program", new Source.CopyOnWrite(folder)));
    assertThat(ran.output().out()).isEqualTo("changed");
    assertThat(folder.resolve("data.txt")).hasContent("original");
  }

  @Test
  default void two_sandboxes_that_share_a_folder_talk_through_it() throws Exception {
    var workspace = workspace();
    var asking =
        spec(
            program(
                "echo question > /app/shared/q; while [ ! -e /app/shared/a ]; do :; done;"
                    + " cat /app/shared/a",
                process -> {
                  process.write("/app/shared/q", "question\n");
                  while (!process.exists("/app/shared/a")) {
                    Thread.onSpinWait();
                  }
                  process.out(process.read("/app/shared/a"));
                  return 0;
                }),
            writable("/app/shared", workspace, "shared"));
    var answering =
        spec(
            program(
                "while [ ! -e /app/shared/q ]; do :; done; echo answer > /app/shared/t;"
                    + " mv /app/shared/t /app/shared/a",
                process -> {
                  while (!process.exists("/app/shared/q")) {
                    Thread.onSpinWait();
                  }
                  process.write("/app/shared/t", "answer\n");
                  Files.move(process.host("/app/shared/t"), process.host("/app/shared/a"));
                  return 0;
                }),
            writable("/app/shared", workspace, "shared"));
    var heard = new Recorder();
    try (var first = engine().prepare(asking);
        var second = engine().prepare(answering)) {
      first.start(heard);
      second.start(new Recorder());
      assertThat(second.await(AMPLE)).isInstanceOf(Exit.Exited.class);
      assertThat(first.await(AMPLE)).isInstanceOf(Exit.Exited.class);
    }
    assertThat(heard.out()).isEqualTo("answer\n");
  }

  @Test
  default void one_folder_can_be_mounted_under_two_names() throws Exception {
    var workspace = workspace();
    var ran =
        run(
            "echo text > /one/file; cat /two/file",
            process -> {
              process.write("/one/file", "text\n");
              process.out(process.read("/two/file"));
              return 0;
            },
            writable("/one", workspace, "same"),
            writable("/two", workspace, "same"));
    assertThat(ran.output().out()).isEqualTo("text\n");
  }

  @Test
  default void the_root_is_closed_and_tmp_is_not() throws Exception {
    var ran =
        run(
            "echo kept > /tmp/file && cat /tmp/file; echo x > /root-file",
            process -> {
              process.write("/tmp/file", "kept\n");
              process.out(process.read("/tmp/file"));
              process.write("/root-file", "x");
              return 0;
            });
    assertThat(ran.output().out()).isEqualTo("kept\n");
    assertThat(ran.code()).isNotZero();
  }

  @Test
  default void the_environment_is_the_given_one_with_a_home_in_tmp() throws Exception {
    var spec =
        spec(
            program(
                "echo $HOME $GREETING",
                process -> {
                  var environment = process.environment();
                  process.out(environment.get("HOME") + " " + environment.get("GREETING") + "\n");
                  return 0;
                }));
    var greeting =
        new SandboxSpec(
            spec.image(),
            spec.command(),
            "/app/program",
            Map.of("GREETING", "hello = there"),
            List.of(new Mount("/app/program", new Source.ReadOnly(hostFolder("x", "")))),
            spec.limits(),
            spec.network(),
            spec.writableRoot(),
            spec.user(),
            spec.labels(),
            spec.gpus());
    assertThat(run(greeting).output().out()).isEqualTo("/tmp hello = there\n");
  }
}
