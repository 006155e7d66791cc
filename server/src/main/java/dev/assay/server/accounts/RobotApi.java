package dev.assay.server.accounts;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where administrators say which accounts are those of programs. Such an account gets nothing by it
 * but in competitions that allow robots.
 */
@RestController
class RobotApi {
  private final AccountList accounts;
  private final CurrentAccount current;

  RobotApi(AccountList accounts, CurrentAccount current) {
    this.accounts = accounts;
    this.current = current;
  }

  record Robot(@Nullable Boolean robot) {}

  @PutMapping("/api/v1/accounts/{username}/robot")
  ResponseEntity<Map<String, Object>> mark(
      @PathVariable String username, @RequestBody Robot wanted) {
    if (!current.require().isAdministrator()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND).body(error("There is no such address."));
    }
    if (wanted.robot() == null) {
      return ResponseEntity.badRequest().body(error("Send {\"robot\": true} or false."));
    }
    return accounts.markRobot(username, wanted.robot())
        ? ResponseEntity.ok(Map.of("username", username, "robot", wanted.robot()))
        : ResponseEntity.status(HttpStatus.NOT_FOUND)
            .body(error("There is no account called " + username + "."));
  }

  private static Map<String, Object> error(String message) {
    return Map.of("error", message);
  }
}
