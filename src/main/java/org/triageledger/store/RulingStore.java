package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Ruling;

/** What people said of reports; only ever added to. */
@ApplicationScoped
public class RulingStore {
    public void add(Ruling ruling) {
        RulingEntity entity = new RulingEntity();
        entity.messageKey = ruling.messageKey();
        entity.status = ruling.status().word();
        entity.ruledAt = ruling.at();
        entity.ruledBy = ruling.by();
        entity.reason = ruling.reason();
        entity.persist();
    }

    public List<Ruling> all() {
        return RulingEntity.<RulingEntity>listAll(Sort.by("id")).stream()
                .map(entity -> new Ruling(
                        entity.messageKey,
                        Words.of(Report.Status.class, entity.status),
                        entity.ruledAt,
                        entity.ruledBy,
                        entity.reason))
                .toList();
    }
}
