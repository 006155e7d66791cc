package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import dev.assay.engine.EngineException;
import org.junit.jupiter.api.Test;

class EngineWordsTest {

  @Test
  void an_image_that_is_nowhere_is_told_from_a_registry_out_of_reach() {
    assertThat(EngineWords.imageAtFault("manifest for a/b:1 not found: manifest unknown")).isTrue();
    assertThat(
            EngineWords.imageAtFault(
                "pull access denied for a/b, repository does not exist or may require 'docker login'"))
        .isTrue();
    assertThat(EngineWords.imageAtFault("dial tcp 127.0.0.1:1: connect: connection refused"))
        .isFalse();
    assertThat(EngineWords.imageAtFault("lookup registry-1.docker.io: no such host")).isFalse();
    assertThat(EngineWords.imageAtFault("unexpected EOF")).isFalse();
  }

  @Test
  void the_engines_message_is_taken_out_of_its_wrapping() {
    var refusal =
        new InternalServerErrorException("Status 500: {\"message\":\"no \\\"space\\\"\"}\n");
    assertThat(EngineWords.of(refusal)).isEqualTo("no \"space\"");
  }

  @Test
  void a_message_that_is_not_wrapped_stays_as_it_is() {
    assertThat(EngineWords.of(new InternalServerErrorException("gone"))).isEqualTo("gone");
  }

  @Test
  void runc_blames_the_command() {
    var refusal =
        new BadRequestException(
            "Status 400: {\"message\":\"OCI runtime create failed: runc create failed: unable to"
                + " start container process: exec: \\\"pyhton\\\": executable file not found in"
                + " $PATH: unknown\"}");
    assertThat(EngineWords.commandAtFault(refusal))
        .contains("exec: \"pyhton\": executable file not found in $PATH");
  }

  @Test
  void crun_blames_the_command() {
    var refusal =
        new InternalServerErrorException(
            "Status 500: {\"cause\":\"x\",\"message\":\"crun: executable file `pyhton` not found in"
                + " $PATH: No such file or directory: OCI runtime attempted to invoke a command"
                + " that was not found\"}");
    assertThat(EngineWords.commandAtFault(refusal).orElseThrow())
        .startsWith("executable file `pyhton` not found in $PATH");
  }

  @Test
  void a_command_is_blamed_through_what_the_refusal_was_turned_into_and_quoted_again() {
    var refusal =
        new ConflictException(
            "Status 409: {\"cause\":\"x\",\"message\":\"preparing container 1 for attach: runc:"
                + " level=error msg=\\\"runc create failed: exec: \\\\\\\"pyhton\\\\\\\":"
                + " executable file not found in $PATH\\\"\"}");
    var failure = new EngineException("Could not listen", new EngineException("refused", refusal));
    assertThat(EngineWords.commandAtFault(failure).orElseThrow())
        .startsWith("exec: \"pyhton\": executable file not found in $PATH");
  }

  @Test
  void a_kill_that_comes_too_late_is_known_by_its_words() {
    assertThat(
            EngineWords.hasEnded(
                new InternalServerErrorException(
                    "Status 500: {\"message\":\"can only kill running containers. 1 is in state"
                        + " stopped: container state improper\"}")))
        .isTrue();
    assertThat(EngineWords.hasEnded(new InternalServerErrorException("gone"))).isFalse();
  }

  @Test
  void a_mount_that_fails_is_not_the_commands_fault() {
    var refusal =
        new InternalServerErrorException(
            "Status 500: {\"message\":\"error while mounting volume '/x': no such file or"
                + " directory\"}");
    assertThat(EngineWords.commandAtFault(refusal)).isEmpty();
  }
}
