package dev.warren.classifier.local;

import dev.warren.classifier.label.Label;
import java.util.List;
import java.util.Map;

/** A small label set, and texts that were written apart from its examples. */
final class HelpdeskLabels {

    static final Map<String, String> UNSEEN = Map.ofEntries(
            Map.entry("My card was debited two times for the same basket", "billing"),
            Map.entry("The amount on the bill is not what you quoted me", "billing"),
            Map.entry("Can I get last month's invoice as a PDF?", "billing"),
            Map.entry("The courier left the box with nobody at home", "delivery"),
            Map.entry("It was supposed to come on Monday and I am still waiting", "delivery"),
            Map.entry("Tracking has not moved for a week", "delivery"),
            Map.entry("I am locked out, the reset mail never shows up", "login"),
            Map.entry("Two-factor codes are rejected since I have a new phone", "login"),
            Map.entry("Someone else seems to use my profile", "login"),
            Map.entry("Please make the app available in dark mode", "idea"),
            Map.entry("A filter by colour would be a great addition", "idea"),
            Map.entry("Have you ever thought about a wish list?", "idea"));

    private HelpdeskLabels() {}

    static List<Label> described() {
        return List.of(
                new Label("billing", "Invoices, charges and payment problems", List.of()),
                new Label("delivery", "Where a parcel is, when it arrives, damage on the way", List.of()),
                new Label("login", "Signing in, passwords, access to an account", List.of()),
                new Label("idea", "A suggestion how the product could be better", List.of()));
    }

    static List<Label> exemplified() {
        return List.of(
                new Label(
                        "billing",
                        "Invoices, charges and payment problems",
                        List.of(
                                "I was charged twice",
                                "The invoice has a wrong address",
                                "Why did you take more money than agreed?",
                                "My payment failed but the money is gone",
                                "I need a receipt for my taxes",
                                "Which VAT rate applies?",
                                "The bank says you tried to collect the sum again",
                                "Please correct the total of my bill")),
                new Label(
                        "delivery",
                        "Where a parcel is, when it arrives, damage on the way",
                        List.of(
                                "Where is my parcel?",
                                "The package arrived broken",
                                "The driver did not ring",
                                "When will my order be here?",
                                "It was delivered to the wrong house",
                                "The shipment is late",
                                "The carrier says the address is unknown",
                                "My tracking number does not work")),
                new Label(
                        "login",
                        "Signing in, passwords, access to an account",
                        List.of(
                                "I forgot my password",
                                "I cannot sign in any more",
                                "The verification code does not arrive",
                                "My account is blocked",
                                "How do I change my e-mail address?",
                                "My user name is not recognised",
                                "I think my account was hacked",
                                "The authenticator app shows wrong codes")),
                new Label(
                        "idea",
                        "A suggestion how the product could be better",
                        List.of(
                                "It would be nice to sort by price",
                                "You should add a calendar view",
                                "Feature request: export to Excel",
                                "I wish the search understood typos",
                                "Could you support more languages?",
                                "My suggestion: bigger buttons",
                                "Why not offer a widget?",
                                "I would love a comparison of products")));
    }
}
