package org.triageledger.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.core.member.Roster;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.store.RosterStore;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.KnownDecisions;

@QuarkusTest
class OncePerRequestTest {
    @Inject
    KnownDecisions decisions;

    @Inject
    KnownPeople people;

    @Inject
    RosterStore roster;

    @Inject
    AuditWriter audit;

    @Inject
    RequestAnswers answers;

    private final ManagedContext request = Arc.container().requestContext();

    @BeforeEach
    void anotherRequest() {
        request.terminate();
        request.activate();
    }

    @AfterEach
    void leave() {
        anotherRequest();
    }

    @Test
    void aRequestThatOnlyReadsIsOfOneMoment() {
        answers.readsOnly();
        DecisionEffects before = decisions.now();
        Roster then = people.now();

        decide();
        QuarkusTransaction.requiringNew().run(() -> roster.replacePeople(List.of()));

        assertThat(decisions.now()).isSameAs(before);
        assertThat(people.now()).isSameAs(then);
        assertThat(decisions.fresh().log())
                .as("what is kept beyond the request")
                .hasSize(before.log().size() + 1);

        anotherRequest();
        answers.readsOnly();
        assertThat(decisions.now().log())
                .as("the next request")
                .hasSize(before.log().size() + 1);
        assertThat(people.now()).isNotSameAs(then);
    }

    @Test
    void aRequestThatWritesSeesWhatItWrote() {
        int before = decisions.now().log().size();
        decide();
        assertThat(decisions.now().log()).hasSize(before + 1);
    }

    @Test
    void withoutARequestNothingIsKept() {
        answers.readsOnly();
        int before = decisions.now().log().size();
        request.deactivate();
        try {
            decide();
            assertThat(decisions.now().log()).hasSize(before + 1);
        } finally {
            request.activate();
        }
    }

    private void decide() {
        QuarkusTransaction.requiringNew().run(() -> audit.note(new Entry.RosterLoaded("a file", "nobody")));
    }
}
