package org.triageledger.work.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.VerdictAnswers;

/** What the ledger answers to who is active, as text, so that two copies of it can be compared. */
@ApplicationScoped
public class Answers {
    /** How many days before the given one: ten days, closer together the nearer they are. */
    private static final int[] BEFORE = {0, 1, 7, 30, 60, 90, 180, 365, 540, 730};

    private final VerdictAnswers verdicts;
    private final Policies policies;
    private final ObjectMapper json;

    Answers(VerdictAnswers verdicts, Policies policies, ObjectMapper json) {
        this.verdicts = verdicts;
        this.policies = policies;
        this.json = json;
    }

    /** Ten UTC days, the last of which is given. */
    static List<LocalDate> days(LocalDate last) {
        return IntStream.of(BEFORE).mapToObj(last::minusDays).toList();
    }

    /** Who is active on each day, by the policy that is set: a JSON object in a line for each. */
    public String on(List<LocalDate> days) {
        return days.stream().map(day -> line(day) + "\n").collect(Collectors.joining());
    }

    private String line(LocalDate day) {
        try {
            return json.writeValueAsString(verdicts.active(day, policies.nameOr(null)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
