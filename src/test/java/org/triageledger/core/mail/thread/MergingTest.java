package org.triageledger.core.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.triageledger.core.mail.Letters;
import org.triageledger.core.mail.MessageCopy;

class MergingTest {
    @Property(tries = 600)
    void messagesThatAreMergedAsTheyComeAreThoseOfAllTogether(
            @ForAll("mail") List<MessageCopy> mail, @ForAll Random random) {
        Merging merging = new Merging();
        int at = 0;
        while (at < mail.size()) {
            int end = Math.min(mail.size(), at + random.nextInt(8));
            merging.add(mail.subList(at, end));
            at = end;
            assertThat(merging.messages()).isEqualTo(Messages.merge(mail.subList(0, at)));
        }

        assertThat(merging.size()).isEqualTo(mail.size());
    }

    @Provide
    Arbitrary<List<MessageCopy>> mail() {
        return Letters.some();
    }
}
