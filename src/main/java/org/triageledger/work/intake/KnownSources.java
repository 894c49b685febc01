package org.triageledger.work.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.OncePerRequest;

/** Sources of mail, what is missing of them, and what lies in quarantine, as they are stored at the moment. */
@ApplicationScoped
public class KnownSources {
    private final SourceStore sources;
    private final QuarantineStore quarantine;

    KnownSources(SourceStore sources, QuarantineStore quarantine) {
        this.sources = sources;
        this.quarantine = quarantine;
    }

    /** By name. */
    @OncePerRequest
    @Transactional
    public List<SourceStore.Source> all() {
        return sources.all();
    }

    /** Why times are not covered, the earliest first. */
    @OncePerRequest
    @Transactional
    public List<SourceStore.Gap> gaps() {
        return sources.gaps();
    }

    /** What lies in quarantine and is not settled, in order of its coming. */
    @OncePerRequest
    @Transactional
    public List<QuarantineStore.Entry> held() {
        return quarantine.open();
    }
}
