package org.triageledger.work.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.work.Refusal;
import org.triageledger.work.facts.Facts;

/** Who can be named as the author of a message: whom it may be from, or anybody else by member or address. */
@ApplicationScoped
public class AuthorChoices {
    private final Facts facts;
    private final ProposedEntries entries;

    AuthorChoices(Facts facts, ProposedEntries entries) {
        this.facts = facts;
        this.entries = entries;
    }

    /**
     * Somebody it may be from.
     *
     * @param name of the member who owns the address that day, or empty
     */
    public record Choice(String address, String name) {}

    /** Those whom an ambiguous message may be from; none where it names one author, or nobody at all. */
    @Transactional
    public List<Choice> of(String messageId) {
        Message message = entries.message(messageId);
        Roster roster = facts.on(LocalDate.MAX).roster();
        return candidates(message.author()).stream()
                .map(Mailbox::address)
                .distinct()
                .map(address -> new Choice(
                        address.toString(),
                        roster.owner(address, message.day()).map(Person::name).orElse("")))
                .toList();
    }

    /** Whether the message itself names one author, who can be confirmed as such. */
    @Transactional
    public boolean namesOne(String messageId) {
        Author author = entries.message(messageId).author();
        return author.person().isPresent() || author.account().isPresent();
    }

    /**
     * The address to confirm, for an address or a member's id or name.
     *
     * @throws Refusal where it is neither, or several members are called so
     */
    @Transactional
    public String address(String messageId, String said) {
        Optional<Address> address = Address.parse(said);
        if (said.contains("@") && address.isPresent()) {
            return address.get().toString();
        }
        Message message = entries.message(messageId);
        Roster roster = facts.on(LocalDate.MAX).roster();
        List<Person> found = roster.withId(said).map(List::of).orElseGet(() -> roster.named(said));
        if (found.size() > 1) {
            throw new Refusal("Several members are called '" + said + "'. Give the member's id or an address.")
                    .at("author");
        }
        return found.stream()
                .flatMap(person -> person.addresses().stream())
                .filter(owned -> owned.when().holds(message.day()))
                .findFirst()
                .map(owned -> owned.address().toString())
                .orElseThrow(() -> new Refusal("No member '" + said
                                + "' with an address on that day. Give a member's id or name, or an address.")
                        .at("author"));
    }

    private static List<Mailbox> candidates(Author author) {
        return switch (author) {
            case Author.Ambiguous ambiguous -> ambiguous.candidates();
            case Author.Direct ignored -> List.of();
            case Author.Unmunged ignored -> List.of();
            case Author.Unwrapped ignored -> List.of();
            case Author.Relayed ignored -> List.of();
        };
    }
}
