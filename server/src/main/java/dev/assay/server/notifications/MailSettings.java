package dev.assay.server.notifications;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters go out. Where the mail server is, Spring's own settings say ({@code spring.mail.host}
 * and its neighbours); without that, none are written.
 *
 * @param from the sender's address; null for {@code assay@} and the site's host
 * @param patience how long a letter is tried before it is given up
 */
@ConfigurationProperties(prefix = "assay.mail", ignoreUnknownFields = false)
record MailSettings(@Nullable String from, @DefaultValue("1d") Duration patience) {}
