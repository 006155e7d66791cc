package dev.assay.server.codabench;

import dev.assay.server.runs.OfferId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code offer_upload}. */
@Component
final class JdbcSlots {
  private final JdbcClient jdbc;

  JdbcSlots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(OfferId offer, Slot slot, String objectKey) {
    jdbc.sql("insert into offer_upload (offer_id, name, object_key) values (:offer, :name, :key)")
        .param("offer", offer.value())
        .param("name", slot.key())
        .param("key", objectKey)
        .update();
  }

  Map<Slot, String> of(OfferId offer) {
    var keys = new EnumMap<Slot, String>(Slot.class);
    jdbc.sql("select name, object_key from offer_upload where offer_id = :offer")
        .param("offer", offer.value())
        .query(
            row -> {
              keys.put(
                  Slot.valueOf(row.getString("name").toUpperCase(Locale.ROOT)),
                  row.getString("object_key"));
            });
    return keys;
  }

  /** A log came whole. */
  void taken(OfferId offer, Slot slot) {
    jdbc.sql("update offer_upload set taken_at = now() where offer_id = :offer and name = :name")
        .param("offer", offer.value())
        .param("name", slot.key())
        .update();
  }

  boolean isTaken(OfferId offer, Slot slot) {
    return jdbc.sql(
            """
            select exists (select 1 from offer_upload
                            where offer_id = :offer and name = :name and taken_at is not null)""")
        .param("offer", offer.value())
        .param("name", slot.key())
        .query(Boolean.class)
        .single();
  }

  /** What is put under this key. */
  Optional<Slot> slot(OfferId offer, String objectKey) {
    return of(offer).entrySet().stream()
        .filter(entry -> entry.getValue().equals(objectKey))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The secret of the offer whose upload this is. */
  Optional<UUID> owner(String objectKey) {
    return jdbc.sql(
            """
            select o.secret from offer_upload u join offer o on o.id = u.offer_id
             where u.object_key = :key""")
        .param("key", objectKey)
        .query(UUID.class)
        .optional();
  }
}
